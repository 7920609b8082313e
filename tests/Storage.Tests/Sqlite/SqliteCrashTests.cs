using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using Router.Storage.Sqlite;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Sqlite;

public sealed class SqliteCrashTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Start);
    private SqliteTestStore _store = null!;

    public async Task InitializeAsync() => _store = await SqliteTestStore.OpenAsync(_time);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Acknowledged_writes_survive_a_crash_under_load()
    {
        const int Whole = 10;
        var bystander = Issue(99);
        await CommitAsync(Write(bystander, 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(bystander, 1, "ab", "b"));
        var versions = new long[16];
        var warm = versions.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, versions.Length).Select(i => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var state = string.Concat(Enumerable.Range(0, n + 1).Select(word => $"{word};"));
                await _store.Grains.CommitAsync(n % Whole == 0 ? Write(Issue(i), n, state, journal: [$"{n};"]) : Repeat(Issue(i), n, state, $"{n};"));
                Volatile.Write(ref versions[i], n + 1);
                if (n == 25)
                    warm[i].SetResult();
            }
        })).ToArray();
        await Task.WhenAll(warm.Select(writer => writer.Task)).WaitAsync(Bound);
        var acknowledged = versions.Select((_, i) => Volatile.Read(ref versions[i])).ToArray();
        var copy = _store.CopyFiles();
        await stop.CancelAsync();
        await Task.WhenAll(writers).WaitAsync(Bound);

        var replay = new WordReplay();
        await using var store = await SqliteStore.OpenAsync(new() { Directory = copy }, replay, _time, NullLogger<SqliteStore>.Instance);
        var deferred = new HashSet<GrainKey> { bystander };
        for (var i = 0; i < versions.Length; i++)
        {
            var row = (await store.ReadAsync(Issue(i)))!;
            Assert.True(row.Version >= acknowledged[i]);
            Assert.Equal(string.Concat(Enumerable.Range(0, (int)row.Version).Select(word => $"{word};")), Text(row.State));
            if ((row.Version - 1) % Whole != 0)
                deferred.Add(Issue(i));
        }

        // The writers share transactions, so at any instant all may have written a whole row last: only the bystander always has a snapshot to lose.
        Assert.Equal("ab", Text((await store.ReadAsync(bystander))!.State));
        Assert.True(deferred.SetEquals(replay.Grains));
    }

    [Fact]
    public async Task Deferred_snapshot_is_replayed_once()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        await CommitAsync(Repeat(Issue(1), 2, "abc", "c"));
        await _store.RestartAsync(crash: true);
        Assert.Equal(1, _store.Replay.Calls);
        var row = (await _store.Grains.ReadAsync(Issue(1)))!;
        Assert.Equal((3L, "abc"), (row.Version, Text(row.State)));
        Assert.Equal("abc", Assert.Single((await _store.Index.ListAsync(new() { Type = "issue" })).Items).Row.Title);
        await _store.RestartAsync(crash: true);
        Assert.Equal(0, _store.Replay.Calls);
    }

    [Fact]
    public async Task Flushed_snapshot_is_not_replayed_but_what_came_after_it_is()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        await _store.SettleAsync();
        await CommitAsync(Repeat(Issue(1), 2, "abc", "c"));
        await _store.RestartAsync(crash: true);
        Assert.Equal("abc", Text((await _store.Grains.ReadAsync(Issue(1)))!.State));
    }

    [Fact]
    public async Task Clean_stop_leaves_nothing_to_replay()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        await _store.RestartAsync(crash: false);
        Assert.Equal(0, _store.Replay.Calls);
        Assert.Equal("ab", Text((await _store.Grains.ReadAsync(Issue(1)))!.State));
    }

    [Fact]
    public async Task Deleted_grain_is_not_raised_by_its_entries()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        await CommitAsync(new() { Key = Issue(1), ExpectedVersion = 2, Snapshot = null });
        await _store.RestartAsync(crash: true);
        Assert.Null(await _store.Grains.ReadAsync(Issue(1)));
    }

    [Fact]
    public async Task Grain_created_again_does_not_take_the_entries_of_the_deleted_one()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        await CommitAsync(new() { Key = Issue(1), ExpectedVersion = 2, Snapshot = null });
        await CommitAsync(Write(Issue(1), 0, "new"));
        await CommitAsync(Repeat(Issue(1), 1, "newc", "c"));
        await _store.RestartAsync(crash: true);
        Assert.Equal("newc", Text((await _store.Grains.ReadAsync(Issue(1)))!.State));
    }

    [Fact]
    public async Task Grain_that_replays_nothing_keeps_state_and_chain()
    {
        var key = new GrainKey("delivery", "d");
        await CommitAsync(Write(key, 0, "a", journal: ["a"]));
        var last = await CommitAsync(Repeat(key, 1, "b", "b"));
        await _store.RestartAsync(crash: true);
        var row = (await _store.Grains.ReadAsync(key))!;
        Assert.Equal(("a", last.FirstPosition), (Text(row.State), row.LastPosition));
    }

    [Fact]
    public async Task Replay_takes_more_entries_than_one_window()
    {
        await CommitAsync(Write(Issue(1), 0, ""));
        for (var i = 0; i < 90; i++)
            await CommitAsync(Repeat(Issue(1), 1 + i, "", [.. Enumerable.Repeat("x", 100)]));
        await _store.RestartAsync(crash: true);
        Assert.Equal(9000, (await _store.Grains.ReadAsync(Issue(1)))!.State.Length);
    }

    [Fact]
    public async Task Entry_that_cannot_be_applied_stops_the_start_and_stays()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", WordReplay.Poison));
        var copy = _store.CopyFiles();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<StoreOpenException>(() => SqliteStore.OpenAsync(new() { Directory = copy }, new WordReplay(), _time, NullLogger<SqliteStore>.Instance));
            Assert.Contains("entries 2 to 2 of issue/web|issue|1", error.Message, StringComparison.Ordinal);
        }
    }

    private Task<CommitResult> CommitAsync(GrainWrite write) => _store.Grains.CommitAsync(write).WaitAsync(Bound);
}
