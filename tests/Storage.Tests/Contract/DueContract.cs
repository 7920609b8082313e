using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class DueContract : StorageContract
{
    private async Task<List<DueRow>> DueAsync(DateTimeOffset now, int limit = 1000)
    {
        var rows = new List<DueRow>();
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            rows.AddRange(await Store.Due.ReadDueAsync(shard, now, limit));
        return rows;
    }

    [Fact]
    public async Task Row_is_due_from_its_time_on_in_one_shard()
    {
        await CommitAsync(Write(Issue(1), 0, "s", Start.AddSeconds(5)));
        Assert.Empty(await DueAsync(Start.AddSeconds(5).AddMilliseconds(-1)));
        Assert.Equal([new DueRow(Issue(1), Start.AddSeconds(5))], await DueAsync(Start.AddSeconds(5)));
    }

    [Fact]
    public async Task Row_is_never_late_by_rounding()
    {
        var due = Start.AddTicks(9_999);
        await CommitAsync(Write(Issue(1), 0, "s", due));
        Assert.Single(await DueAsync(due));
    }

    [Fact]
    public async Task Row_without_due_time_is_never_due()
    {
        await CommitAsync(Write(Issue(1), 0, "s"));
        await CommitAsync(Write(Issue(2), 0, "s", Start));
        await CommitAsync(Write(Issue(2), 1, "s"));
        Assert.Empty(await DueAsync(Start.AddYears(100)));
    }

    [Fact]
    public async Task Due_time_moves_with_the_row()
    {
        await CommitAsync(Write(Issue(1), 0, "s", Start.AddSeconds(5)));
        await CommitAsync(Write(Issue(1), 1, "s", Start.AddSeconds(9)));
        Assert.Empty(await DueAsync(Start.AddSeconds(8)));
        await CommitAsync(Write(Issue(1), 2, "s", Start.AddSeconds(1)));
        Assert.Single(await DueAsync(Start.AddSeconds(1)));
    }

    [Fact]
    public async Task Deferred_due_time_may_be_early_and_settles()
    {
        await CommitAsync(Write(Issue(1), 0, "s", Start.AddSeconds(5)));
        await CommitAsync(Write(Issue(1), 1, "s", Start.AddSeconds(9), null, "b") with { Deferrable = true });
        await Store.SettleAsync();
        Assert.Empty(await DueAsync(Start.AddSeconds(8)));
        Assert.Single(await DueAsync(Start.AddSeconds(9)));
    }

    [Fact]
    public async Task Shard_returns_the_oldest_first_up_to_the_limit()
    {
        for (var i = 0; i < 200; i++)
            await CommitAsync(Write(Issue(i), 0, "s", Start.AddSeconds(200 - i)));
        Assert.Equal(200, (await DueAsync(Start.AddSeconds(200))).Select(row => row.Key).Distinct().Count());
        for (var shard = 0; shard < IDueRows.Shards; shard++)
        {
            var all = await Store.Due.ReadDueAsync(shard, Start.AddSeconds(200), 1000);
            Assert.Equal(all.OrderBy(row => row.DueAt), all);
            Assert.Equal(all.Take(2), await Store.Due.ReadDueAsync(shard, Start.AddSeconds(200), 2));
            Assert.InRange(all.Count, 1, 20);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(IDueRows.Shards)]
    public async Task Unknown_shard_is_refused(int shard) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.Due.ReadDueAsync(shard, Start, 1));
}
