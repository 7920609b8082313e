using FsCheck.Xunit;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class IndexContract : StorageContract
{
    private static readonly IndexFilter Issues = new() { Type = "issue" };

    private async Task AddAsync(int number, IndexRow row) => await CommitAsync(Write(Issue(number), 0, "s", index: row));

    private async Task<List<string>> IdsAsync(IndexFilter filter)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await Store.Index.ListAsync(filter);
            Assert.InRange(page.Items.Count, 0, filter.Limit);
            ids.AddRange(page.Items.Select(item => item.Key.Id));
            if (page.Next is not { } next)
                return ids;
            Assert.Equal(filter.Limit, page.Items.Count);
            filter = filter with { After = next };
        }
    }

    [Fact]
    public async Task Row_is_listed_whole()
    {
        var row = Row() with { Severity = Severity.Critical, Project = "shop", Environment = "prod", Rule = "r", Channels = ["a", "b"], Count = 42, FirstSeen = Start.AddMilliseconds(-1), CreatedAt = Start };
        await AddAsync(1, row);
        var item = Assert.Single((await Store.Index.ListAsync(Issues)).Items);
        Assert.Equal(Issue(1), item.Key);
        Assert.Equal(row with { Channels = [] }, item.Row with { Channels = [] });
        Assert.Equal(row.Channels.AsEnumerable(), item.Row.Channels.AsEnumerable());
    }

    [Fact]
    public async Task Grain_without_index_is_not_listed()
    {
        await CommitAsync(Write(Issue(1), 0, "s"));
        await CommitAsync(Write(new("incident", "i"), 0, "s", index: Row()));
        Assert.Empty(await IdsAsync(Issues));
    }

    [Fact]
    public async Task Grain_that_loses_its_index_leaves_the_list()
    {
        await AddAsync(1, Row() with { Project = "p" });
        await CommitAsync(Write(Issue(1), 1, "s"));
        Assert.Empty(await IdsAsync(Issues));
        Assert.Empty(await IdsAsync(Issues with { Project = "p" }));
    }

    [Fact]
    public async Task Rows_come_newest_first_and_ties_by_id()
    {
        await AddAsync(3, Row(created: 1));
        await AddAsync(1, Row(created: 1));
        await AddAsync(2, Row(created: 1));
        await AddAsync(4, Row(created: 2, lastSeen: 9));
        await AddAsync(5, Row(created: 0, lastSeen: 99));
        Assert.Equal(new[] { 4, 1, 2, 3, 5 }.Select(i => Issue(i).Id), await IdsAsync(Issues));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(31)]
    public async Task Pages_hold_every_row_once_despite_ties(int limit)
    {
        for (var i = 0; i < 30; i++)
            await AddAsync(i, Row(created: i % 3));
        Assert.Equal(await IdsAsync(Issues with { Limit = 500 }), await IdsAsync(Issues with { Limit = limit }));
        Assert.Equal(30, (await IdsAsync(Issues with { Limit = limit })).Distinct().Count());
    }

    /// <summary>In every order that the store has, whatever the way: all rows, a status that few and one that many have, a rare value; page by page, despite ties.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Every_order_of_the_store_holds_every_row_once_in_its_place(int limit)
    {
        for (var i = 0; i < 24; i++)
            await AddAsync(i, Row(status: i % 5 == 0 ? "Resolved" : "Triggered", created: i % 3, lastSeen: 10 + (i % 4)) with { Project = i < 20 ? "many" : "few" });
        foreach (var order in Store.Index.Orders)
        {
            foreach (var filter in (IndexFilter[])[Issues, Issues with { Status = "Triggered" }, Issues with { Status = "Resolved" }, Issues with { Project = "few" }, Issues with { From = Start.AddSeconds(12) }])
            {
                var expected = (await Store.Index.ListAsync(filter with { Limit = 500 })).Items.ToList();
                expected.Sort((one, other) => order.Compare(one, other));
                Assert.NotEmpty(expected);
                Assert.Equal(expected.Select(row => row.Key.Id), await IdsAsync(filter with { Order = order, Limit = limit }));
            }
        }
    }

    [Fact]
    public async Task Order_without_an_index_is_refused()
    {
        foreach (var order in Enum.GetValues<IndexOrder>().Except(Store.Index.Orders))
            await Assert.ThrowsAsync<NotSupportedException>(async () => await Store.Index.ListAsync(Issues with { Order = order }));
        Assert.Contains(IndexOrder.Newest, Store.Index.Orders);
    }

    [Fact]
    public async Task Row_without_created_time_has_the_place_of_its_first_seen()
    {
        await AddAsync(1, Row() with { FirstSeen = Start.AddSeconds(1) });
        await AddAsync(2, Row(created: 2));
        await AddAsync(3, Row(created: 0));
        Assert.Equal([Issue(2).Id, Issue(1).Id, Issue(3).Id], await IdsAsync(Issues));
    }

    [Fact]
    public async Task Row_keeps_its_place_when_it_is_seen_again()
    {
        await AddAsync(1, Row(created: 1, lastSeen: 1));
        await AddAsync(2, Row(created: 2, lastSeen: 2));
        await CommitAsync(Write(Issue(1), 1, "s", index: Row(created: 1, lastSeen: 3) with { FirstSeen = Start.AddSeconds(-9) }));
        Assert.Equal([Issue(2).Id, Issue(1).Id], await IdsAsync(Issues));
        Assert.Equal([Issue(1).Id], await IdsAsync(Issues with { From = Start.AddSeconds(3) }));
    }

    [Fact]
    public async Task Deferred_row_is_seen_again_when_it_settled()
    {
        await AddAsync(1, Row(created: 1, lastSeen: 1));
        await CommitAsync(Write(Issue(1), 1, "s", null, Row(created: 1, lastSeen: 3), "b") with { Deferrable = true });
        await Store.SettleAsync();
        Assert.Equal([Issue(1).Id], await IdsAsync(Issues with { From = Start.AddSeconds(3) }));
    }

    /// <summary>Between any two pages rows are seen again, change, end, come and go: what matched throughout is met exactly once, and nothing twice.</summary>
    [Property(MaxTest = 25)]
    public async Task Paging_neither_skips_nor_repeats_while_rows_change(byte[] rows, byte[] changes, byte limit)
    {
        await using var store = await OpenAsync();
        var versions = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            versions[i] = (await store.Grains.CommitAsync(Write(Issue(i), 0, "s", index: Changing(rows[i], 0)))).Version;
        var throughout = Enumerable.Range(0, rows.Length).ToHashSet();
        var met = new List<string>();
        var turn = 0;
        for (var filter = Issues with { Status = rows.Length % 2 == 0 ? "Triggered" : null, Limit = 1 + (limit % 5) }; ;)
        {
            var page = await store.Index.ListAsync(filter);
            met.AddRange(page.Items.Select(item => item.Key.Id));
            if (page.Next is not { } next)
                break;
            filter = filter with { After = next };
            foreach (var change in changes.Skip(turn * 4).Take(4).Where(_ => rows.Length > 0))
            {
                var i = change % rows.Length;
                var ends = change % 7 == 0;
                if (ends && filter.Status is not null)
                    throughout.Remove(i);
                versions[i] = (await store.Grains.CommitAsync(Write(Issue(i), versions[i], "s", index: Changing(rows[i], 1 + turn, ends ? "Resolved" : "Triggered")))).Version;
            }

            await store.Grains.CommitAsync(Write(Issue(1000 + turn), 0, "s", index: Changing((byte)(50 * turn), turn)));
            turn++;
        }

        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.Empty(throughout.Select(i => Issue(i).Id).Except(met));
    }

    private static IndexRow Changing(byte row, int seen, string status = "Triggered") => Row($"title {seen}", status, seen * 100, seen, created: row % 11);

    [Fact]
    public async Task Status_is_right_as_soon_as_a_transition_is_committed()
    {
        await AddAsync(1, Row());
        await CommitAsync(Repeat(Issue(1), 1, "s", "b"));
        await CommitAsync(Write(Issue(1), 2, "s", index: Row(status: "Resolved")));
        Assert.Empty(await IdsAsync(Issues with { Status = "Triggered" }));
        Assert.Single(await IdsAsync(Issues with { Status = "Resolved" }));
    }

    [Fact]
    public async Task Values_that_a_row_loses_find_it_no_more()
    {
        await AddAsync(1, Row() with { Project = "a", Environment = "e", Rule = "r", Channels = ["x", "y"] });
        await CommitAsync(Write(Issue(1), 1, "s", index: Row(lastSeen: 9) with { Project = "b", Channels = ["y", "z"] }));
        foreach (var gone in (IndexFilter[])[Issues with { Project = "a" }, Issues with { Environment = "e" }, Issues with { Rule = "r" }, Issues with { Channel = "x" }])
            Assert.Empty(await IdsAsync(gone));
        foreach (var there in (IndexFilter[])[Issues with { Project = "b" }, Issues with { Channel = "y" }, Issues with { Channel = "z" }])
            Assert.Single(await IdsAsync(there));
    }

    [Theory]
    [InlineData("timeout", 1)]
    [InlineData("TIMEOUT", 1)]
    [InlineData("größe", 1)]
    [InlineData("GRÖSSE", 0)]
    [InlineData("100%", 1)]
    [InlineData("100_", 0)]
    [InlineData("web|ISSUE|1", 1)]
    [InlineData("nothing", 0)]
    public async Task Text_is_found_in_title_and_id_without_regard_to_case(string text, int found)
    {
        await AddAsync(1, Row("TimeOut at Größe 100%"));
        Assert.Equal(found, (await IdsAsync(Issues with { Text = text })).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task Limit_out_of_range_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.Index.ListAsync(Issues with { Limit = limit }));

    [Property(MaxTest = 15)]
    public async Task Filters_agree_with_a_plain_filter_over_all_rows(byte[] rows, byte[] filters)
    {
        await using var store = await OpenAsync();
        var all = new List<IndexedGrain>();
        foreach (var (value, i) in rows.Take(80).Select((value, i) => (value, i)))
        {
            var row = Row($"title {value % 4}", ((string[])["Triggered", "Acknowledged", "Resolved"])[value % 3], value % 7, created: value % 5) with
            {
                Severity = (Severity)(value % 4),
                Project = Pick(value, "p"),
                Environment = Pick(value / 3, "e"),
                Rule = Pick(value / 5, "r"),
                Channels = [.. new[] { Pick(value, "c"), Pick(value / 7, "d") }.OfType<string>()],
            };
            all.Add(new(Issue(i), row));
            await store.Grains.CommitAsync(Write(Issue(i), 0, "s", index: row));
        }
        foreach (var value in filters.Take(20))
        {
            var filter = new IndexFilter
            {
                Type = "issue",
                Limit = 1 + (value % 9),
                Status = (value & 1) == 0 ? null : value % 3 == 0 ? "Resolved" : "Triggered",
                Severity = (value & 2) == 0 ? null : Severity.Info,
                Project = (value & 4) == 0 ? null : "p1",
                Channel = (value & 8) == 0 ? null : "d2",
                Environment = (value & 16) == 0 ? null : "e1",
                Rule = (value & 32) == 0 ? null : "r0",
                Text = (value & 64) == 0 ? null : "TITLE 1",
                From = (value & 128) == 0 ? null : Start.AddSeconds(2),
                To = value % 5 == 0 ? Start.AddSeconds(5) : null,
            };
            var expected = all.Where(item => Matches(item, filter)).OrderByDescending(item => item.Row.CreatedAt).ThenBy(item => item.Key.Id, StringComparer.Ordinal);
            var found = new List<string>();
            for (IndexCursor? after = null; ;)
            {
                var page = await store.Index.ListAsync(filter with { After = after });
                found.AddRange(page.Items.Select(item => item.Key.Id));
                after = page.Next;
                if (after is null)
                    break;
            }
            Assert.Equal(expected.Select(item => item.Key.Id), found);
        }
    }

    private static string? Pick(int value, string prefix) => value % 4 == 3 ? null : $"{prefix}{value % 4}";

    private static bool Matches(IndexedGrain item, IndexFilter filter) =>
        (filter.Status is null || item.Row.Status == filter.Status)
        && (filter.Severity is null || item.Row.Severity == filter.Severity)
        && (filter.Project is null || item.Row.Project == filter.Project)
        && (filter.Environment is null || item.Row.Environment == filter.Environment)
        && (filter.Rule is null || item.Row.Rule == filter.Rule)
        && (filter.Channel is null || item.Row.Channels.Contains(filter.Channel))
        && (filter.Text is null || item.Row.Title.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) || item.Key.Id.Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
        && (filter.From is null || item.Row.LastSeen >= filter.From)
        && (filter.To is null || item.Row.LastSeen < filter.To);
}
