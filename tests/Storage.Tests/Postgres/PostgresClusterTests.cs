using Router.Domain.Storage;
using Router.Storage.Postgres;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Postgres;

/// <summary>Two silos' stores on one schema.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresClusterTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private PostgresTestStore _test = null!;
    private PostgresStore _one = null!;
    private PostgresStore _two = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.GetAsync();
        _test = await PostgresTestStore.OpenAsync(TimeProvider.System);
        _one = _test.Store;
        _two = await _test.OpenAnotherAsync();
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task Entry_is_not_shown_while_a_lower_position_may_still_come()
    {
        await _one.CommitAsync(Write(Issue(1), 0, "s"));
        var today = JournalPosition.Start(JournalPosition.Day(TimeProvider.System.GetUtcNow()));
        await using var slow = await OpenTransaction.BeginAsync(_server, _test, "select 1");
        var position = (long)(await slow.ExecuteAsync($"select journal_take(case when journal_begin(1, {today}) then 1 end)"))!;
        var later = await _one.CommitAsync(Write(Issue(2), 0, "s", journal: ["later"])).WaitAsync(Bound);
        Assert.True(later.FirstPosition > position);
        Assert.NotNull(await _two.ReadAsync(later.FirstPosition));
        Assert.Empty(await _two.ReadAfterAsync(0, 10));

        await slow.ExecuteAsync($"insert into journal values({position}, 0, 'issue', 'slow', 1, 0, 'slow'); commit");
        Assert.Equal(["slow", "later"], (await _two.ReadAfterAsync(0, 10)).Select(entry => Text(entry.Data)));
    }

    [Fact]
    public async Task Positions_of_a_transaction_that_failed_hold_up_no_reader()
    {
        await _one.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        await using (await OpenTransaction.BeginAsync(_server, _test, "select journal_begin(1, 0)"))
        {
            await _one.CommitAsync(Write(Issue(2), 0, "s", journal: ["second"]));
            Assert.Equal(["first"], (await _two.ReadAfterAsync(0, 10)).Select(entry => Text(entry.Data)));
        }
        using var bound = new CancellationTokenSource(Bound);
        while ((await _two.ReadAfterAsync(0, 10, bound.Token)).Count < 2)
        {
        }
    }

    [Fact]
    public async Task Transactions_of_others_hold_up_no_reader()
    {
        await using var other = await OpenTransaction.BeginAsync(_server, _test, "create table of_others(x int)");
        await _one.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        Assert.Single(await _two.ReadAfterAsync(0, 10));
    }

    [Fact]
    public async Task Entries_of_a_write_have_no_gaps_while_others_write()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            string[] words = [.. Enumerable.Range(0, 50).Select(word => $"{i} {word}")];
            var first = (await (i % 2 == 0 ? _one : _two).CommitAsync(Write(Issue(i), 0, "s", journal: words)).WaitAsync(Bound)).FirstPosition;
            for (var word = 0; word < words.Length; word += 49)
                Assert.Equal(words[word], Text((await _one.ReadAsync(first + word))!.Data));
        }));
        Assert.Equal(2000, (await _two.ReadAfterAsync(0, 5000)).Count);
    }

    [Fact]
    public async Task Reader_that_follows_two_writers_misses_nothing()
    {
        const int Each = 400;
        var writing = Task.WhenAll(WriteAsync(_one, 0), WriteAsync(_two, Each));
        var followed = new List<JournalEntry>();
        using var bound = new CancellationTokenSource(Bound);
        while (followed.Count < 2 * Each)
        {
            var page = await _two.ReadAfterAsync(followed is [.., var last] ? last.Position : 0, 100, bound.Token);
            followed.AddRange(page);
            if (page.Count == 0 && writing.IsCompleted && (await _one.ReadAfterAsync(followed is [.., var newest] ? newest.Position : 0, 1)).Count == 0)
                break;
        }
        await writing;
        Assert.Equal(2 * Each, followed.Select(entry => Text(entry.Data)).Distinct().Count());

        static Task WriteAsync(PostgresStore store, int first) => Task.WhenAll(Enumerable.Range(0, 20).Select(async lane =>
        {
            for (var i = lane; i < Each; i += 20)
                await store.CommitAsync(Write(Issue(first + i), 0, "s", journal: [$"{first + i}"]));
        }));
    }

    [Fact]
    public async Task Second_owner_of_a_grain_is_refused_and_reads_what_the_first_wrote()
    {
        await _one.CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await _two.CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
        await Assert.ThrowsAsync<StoreConflictException>(() => _one.CommitAsync(Write(Issue(1), 1, "x", journal: ["x"])));
        Assert.Equal("b", Text((await _one.ReadAsync(Issue(1)))!.State));
    }

    [Fact]
    public async Task Grain_created_by_two_at_once_has_one_creator_and_holds_up_no_other()
    {
        for (var round = 0; round < 20; round++)
        {
            var contested = new GrainKey("issue", $"contested {round}");
            var own = Enumerable.Range(0, 5).Select(i => new GrainKey("issue", $"own {round} {i}")).ToArray();
            var creations = ((PostgresStore[])[_one, _two]).Select(store => store.CommitAsync(Write(contested, 0, "s", journal: ["created"]))).ToArray();
            var others = own.Select((key, i) => (i % 2 == 0 ? _one : _two).CommitAsync(Write(key, 0, "s"))).ToArray();
            await Task.WhenAll(others).WaitAsync(Bound);
            var outcomes = await Task.WhenAll(creations.Select(OutcomeAsync));
            Assert.Equal([false, true], outcomes.Order());
        }
    }

    [Fact]
    public async Task Batches_of_the_same_keys_wait_for_each_other_in_one_order()
    {
        const int Keys = 30;
        var committed = new int[Keys];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var store = worker % 2 == 0 ? _one : _two;
            for (var step = 0; step < 60; step++)
            {
                var key = ((worker * 13) + (step * 7)) % Keys;
                var version = (await store.ReadAsync(Issue(key)))?.Version ?? 0;
                if (await OutcomeAsync(store.CommitAsync(Write(Issue(key), version, "s", journal: ["e"]))))
                    Interlocked.Increment(ref committed[key]);
            }
        })).WaitAsync(Bound);
        for (var key = 0; key < Keys; key++)
            Assert.Equal(committed[key], (await _one.ReadAsync(Issue(key)))?.Version ?? 0);
        Assert.Equal(committed.Sum(), (await _two.ReadAfterAsync(0, 1000)).Count);
    }

    [Fact]
    public async Task Two_that_purge_at_once_remove_each_row_once()
    {
        for (var i = 0; i < 60; i++)
            await _one.CommitAsync(Write(Issue(i), 0, "s", index: Row(status: "Resolved")));
        await Task.WhenAll(PurgeAsync(_one), PurgeAsync(_two)).WaitAsync(Bound);
        while (await _one.PurgeStepAsync(DateTimeOffset.UnixEpoch, Start.AddDays(1), 100))
        {
        }
        Assert.Empty((await _one.ListAsync(new() { Type = "issue" })).Items);

        static async Task PurgeAsync(PostgresStore store)
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
        await _one.CommitAsync(Write(Issue(1), 0, "s", journal: ["e"]));
        await using (await OpenTransaction.BeginAsync(_server, _test, "select count(*) from journal"))
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _one.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.True(await _one.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.True(await _one.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.False(await _one.PurgeStepAsync(Start, DateTimeOffset.UnixEpoch, 1));
        Assert.Single(await _one.ReadAfterAsync(0, 10));
    }

    /// <summary>True when committed, false on a conflict; anything else is thrown.</summary>
    private static async Task<bool> OutcomeAsync(Task<CommitResult> commit)
    {
        try
        {
            await commit.WaitAsync(Bound);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
