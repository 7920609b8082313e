using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Sqlite;

public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly CommitFaults _faults = new();
    private SqliteTestStore _store = null!;

    public async Task InitializeAsync() =>
        _store = await SqliteTestStore.OpenAsync(new FakeTimeProvider(Start), options => options with { Faults = _faults, QueueCapacity = 10 });

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Full_disk_fails_writes_and_the_store_recovers_with_the_disk()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        _faults.MaxPages = 1;
        var big = new string('x', 100_000);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(2), 0, big, journal: ["lost"])));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Repeat(Issue(1), 2, "abc", new string('c', 16 << 10))));
        Assert.Equal("ab", await StateAsync(1));
        Assert.Null(await StateAsync(2));

        _faults.MaxPages = 0;
        await CommitAsync(Write(Issue(2), 0, big, journal: ["kept"]));
        await CommitAsync(Repeat(Issue(1), 2, "abd", "d"));
        Assert.Equal(["a", "b", "kept", "d"], (await _store.Journal.ReadAfterAsync(0, 100)).Select(entry => Text(entry.Data)));
        await _store.RestartAsync(crash: true);
        Assert.Equal("abd", await StateAsync(1));
        Assert.Equal(big, await StateAsync(2));
    }

    [Fact]
    public async Task Failed_commit_leaves_no_trace()
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        _faults.Before = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Repeat(Issue(1), 2, "abx", "x")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(2), 0, "y", journal: ["y"])));
        Assert.False(_store.Store.CanCommit);
        _faults.Before = false;
        Assert.Equal("ab", await StateAsync(1));
        Assert.Null(await StateAsync(2));
        await CommitAsync(Repeat(Issue(1), 2, "abc", "c"));
        Assert.True(_store.Store.CanCommit);
        await _store.RestartAsync(crash: true);
        Assert.Equal("abc", await StateAsync(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_of_unknown_outcome_fails_its_caller_and_memory_follows_the_disk(bool crash)
    {
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await CommitAsync(Write(Issue(3), 0, "z"));
        _faults.After = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Repeat(Issue(1), 1, "ab", "b")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(2), 0, "y")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(new() { Key = Issue(3), ExpectedVersion = 1, Snapshot = null }));
        _faults.After = false;

        Assert.Equal(2, (await _store.Grains.ReadAsync(Issue(1)))!.Version);
        Assert.Equal("ab", await StateAsync(1));
        Assert.Equal("y", await StateAsync(2));
        Assert.Null(await StateAsync(3));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Repeat(Issue(1), 1, "ax", "x")));
        await CommitAsync(Repeat(Issue(1), 2, "abc", "c"));
        await _store.RestartAsync(crash);
        Assert.Equal("abc", await StateAsync(1));
        Assert.Equal("y", await StateAsync(2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_flush_stays_deferred_until_the_next(bool before)
    {
        await CommitAsync(Write(Issue(1), 0, "a"));
        await CommitAsync(Repeat(Issue(1), 1, "ab", "b"));
        (_faults.Before, _faults.After) = (before, !before);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.SettleAsync());
        (_faults.Before, _faults.After) = (false, false);
        Assert.Equal("ab", await StateAsync(1));
        await CommitAsync(Repeat(Issue(1), 2, "abc", "c"));
        await _store.SettleAsync();
        await _store.RestartAsync(crash: true);
        Assert.Equal("abc", await StateAsync(1));
        Assert.Equal(0, _store.Replay.Calls);
    }

    [Fact]
    public async Task Every_write_of_a_failed_batch_fails()
    {
        var writes = await BehindTheGateAsync(count: 5);
        _faults.Before = true;
        _faults.Gate.Set();
        foreach (var write in writes)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => write.WaitAsync(Bound));
        _faults.Before = false;
        Assert.Equal(1, (await CommitAsync(Write(Issue(1), 0, "a"))).Version);
    }

    [Fact]
    public async Task Full_queue_refuses_at_once_and_takes_what_waits()
    {
        var writes = await BehindTheGateAsync(count: 10);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(99), 0, "a")));
        _faults.Gate.Set();
        await Task.WhenAll(writes).WaitAsync(Bound);
        Assert.Equal(1, (await CommitAsync(Write(Issue(99), 0, "a"))).Version);
    }

    [Fact]
    public async Task Quiet_deferrable_write_waits_for_no_disk()
    {
        await CommitAsync(Write(Issue(1), 0, "a"));
        await BehindTheGateAsync(count: 1);
        Assert.True(_store.Grains.CommitAsync(Repeat(Issue(1), 1, "b")).IsCompletedSuccessfully);
        Assert.Equal("b", await StateAsync(1));
        _faults.Gate.Set();
    }

    [Fact]
    public async Task Stop_answers_what_waits_and_refuses_what_comes()
    {
        var writes = await BehindTheGateAsync(count: 3);
        var stop = _store.Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(99), 0, "a")));
        _faults.Gate.Set();
        await stop.AsTask().WaitAsync(Bound);
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.Grains.ReadAsync(Issue(1)));
    }

    private Task<CommitResult> CommitAsync(GrainWrite write) => _store.Grains.CommitAsync(write).WaitAsync(Bound);

    private async Task<string?> StateAsync(int issue) => await _store.Grains.ReadAsync(Issue(issue)) is { } row ? Text(row.State) : null;

    /// <summary>Writes that wait in the queue while the writer stands at the gate with another.</summary>
    private async Task<Task<CommitResult>[]> BehindTheGateAsync(int count)
    {
        _faults.Gate.Reset();
        var first = _store.Grains.CommitAsync(Write(Issue(1000), 0, "gate"));
        Assert.True(await _faults.AtGate.WaitAsync(Bound));
        Assert.False(first.IsCompleted);
        return [.. Enumerable.Range(100, count).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "s")))];
    }
}
