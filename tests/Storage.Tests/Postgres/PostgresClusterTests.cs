using Router.Domain.Storage;
using Router.Storage.Postgres;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Postgres;

/// <summary>Two silos' stores on one schema.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresClusterTests : TwoSilosContract
{
    private PostgresServer _server = null!;
    private PostgresTestStore _test = null!;

    protected override TwoSilosLoad Load { get; } = new(Rounds: 20, Keys: 30, Steps: 60, Entries: 400, Lanes: 20, Page: 100);

    protected override async Task<ITestStore> OpenAsync()
    {
        _server = await PostgresServer.GetAsync();
        return _test = await PostgresTestStore.OpenAsync(TimeProvider.System);
    }

    protected override async Task<IStore> OpenAnotherAsync() => await _test.OpenAnotherAsync();

    [Fact]
    public async Task Entry_is_not_shown_while_a_lower_position_may_still_come()
    {
        await One.CommitAsync(Write(Issue(1), 0, "s"));
        var today = JournalPosition.Start(JournalPosition.Day(TimeProvider.System.GetUtcNow()));
        await using var slow = await OpenTransaction.BeginAsync(_server, _test, "select 1");
        var position = (long)(await slow.ExecuteAsync($"select journal_take(case when journal_begin(1, {today}) then 1 end)"))!;
        var later = await One.CommitAsync(Write(Issue(2), 0, "s", journal: ["later"])).WaitAsync(Bound);
        Assert.True(later.FirstPosition > position);
        Assert.NotNull(await Two.ReadAsync(later.FirstPosition));
        Assert.Empty(await Two.ReadAfterAsync(0, 10));

        await slow.ExecuteAsync($"insert into journal values({position}, 0, 'issue', 'slow', 1, 0, 'slow'); commit");
        Assert.Equal(["slow", "later"], (await Two.ReadAfterAsync(0, 10)).Select(entry => Text(entry.Data)));
    }

    [Fact]
    public async Task Positions_of_a_transaction_that_failed_hold_up_no_reader()
    {
        await One.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        await using (await OpenTransaction.BeginAsync(_server, _test, "select journal_begin(1, 0)"))
        {
            await One.CommitAsync(Write(Issue(2), 0, "s", journal: ["second"]));
            Assert.Equal(["first"], (await Two.ReadAfterAsync(0, 10)).Select(entry => Text(entry.Data)));
        }
        using var bound = new CancellationTokenSource(Bound);
        while ((await Two.ReadAfterAsync(0, 10, bound.Token)).Count < 2)
        {
        }
    }

    [Fact]
    public async Task Transactions_of_others_hold_up_no_reader()
    {
        await using var other = await OpenTransaction.BeginAsync(_server, _test, "create table of_others(x int)");
        await One.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        Assert.Single(await Two.ReadAfterAsync(0, 10));
    }

    [Fact]
    public async Task Entries_of_a_write_have_no_gaps_while_others_write()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            string[] words = [.. Enumerable.Range(0, 50).Select(word => $"{i} {word}")];
            var first = (await (i % 2 == 0 ? One : Two).CommitAsync(Write(Issue(i), 0, "s", journal: words)).WaitAsync(Bound)).FirstPosition;
            for (var word = 0; word < words.Length; word += 49)
                Assert.Equal(words[word], Text((await One.ReadAsync(first + word))!.Data));
        }));
        Assert.Equal(2000, (await Two.ReadAfterAsync(0, 5000)).Count);
    }

    [Fact]
    public async Task Two_that_purge_at_once_remove_each_row_once()
    {
        for (var i = 0; i < 60; i++)
            await One.CommitAsync(Write(Issue(i), 0, "s", index: Row(status: "Resolved")));
        await Task.WhenAll(PurgeAsync(One), PurgeAsync(Two)).WaitAsync(Bound);
        while (await One.PurgeStepAsync(DateTimeOffset.UnixEpoch, Start.AddDays(1), 100))
        {
        }
        Assert.Empty((await One.ListAsync(new() { Type = "issue" })).Items);

        static async Task PurgeAsync(IStore store)
        {
            while (await store.PurgeStepAsync(DateTimeOffset.UnixEpoch, Start.AddDays(1), 7))
            {
            }
        }
    }

    [Fact]
    public async Task Drop_of_a_day_gives_up_behind_a_long_read()
    {
        await _test.ExecuteAsync("select journal_prepare(0)");
        await One.CommitAsync(Write(Issue(1), 0, "s", journal: ["e"]));
        await using (await OpenTransaction.BeginAsync(_server, _test, "select count(*) from journal"))
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await One.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.True(await One.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.True(await One.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.False(await One.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.Single(await One.ReadAfterAsync(0, 10));
    }
}
