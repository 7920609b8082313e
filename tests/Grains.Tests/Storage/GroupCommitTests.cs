using Router.Domain.Storage;
using Router.Grains.Storage;

namespace Router.Grains.Tests.Storage;

public class GroupCommitTests
{
    private static readonly GrainKey Key = new("test", "a");
    private readonly HeldStorage _storage = new();
    private int _failures;

    [Fact]
    public async Task Changes_during_a_write_share_the_next_one()
    {
        var state = Create();
        var first = Change(state, 1);
        var second = Change(state, 2);
        var third = Change(state, 3);
        _storage.Release();
        await first;
        Assert.Equal((1, 3), (state.Committed, state.Pending));
        Assert.False(second.IsCompleted);

        _storage.Release();
        long[] positions = [await second, await third];
        Assert.Equal([2L, 3L], positions);
        Assert.Equal(3, state.Committed);
        Assert.Equal([1, 2], _storage.Writes.Select(w => w.Journal.Length));
        Assert.Equal([0L, 1L], _storage.Writes.Select(w => w.ExpectedVersion));
    }

    [Theory]
    [InlineData(JournalKind.Issue, 1, new[] { 1, JournalSize.MostEntries, JournalSize.MostEntries, 88 })]
    [InlineData(JournalKind.Audit, 1, new[] { 1, JournalSize.MostAudits, JournalSize.MostAudits, 7 })]
    [InlineData(JournalKind.Issue, 16 << 10, new[] { 1, 64, 64, 64, 7 })]
    public async Task Changes_that_no_write_has_room_for_go_into_the_next_ones(JournalKind kind, int bytes, int[] sizes)
    {
        var state = Create();
        var positions = Enumerable.Range(1, sizes.Sum()).Select(n => state.CommitAsync(n, [new(kind, default, new byte[bytes])])).ToArray();
        var committed = new List<int>();
        foreach (var _ in sizes)
        {
            _storage.Release();
            committed.Add(state.Committed);
        }

        Assert.Equal(sizes, _storage.Writes.Select(write => write.Journal.Length));
        Assert.Equal(sizes.Select((_, i) => sizes.Take(i + 1).Sum()), committed);
        Assert.Equal(Enumerable.Range(1, sizes.Sum()).Select(n => (long)n), await Task.WhenAll(positions));
        Assert.All(_storage.Writes, write => Assert.True(JournalSize.Of(write.Journal).Fits));
    }

    [Fact]
    public async Task A_failed_write_fails_all_that_wait_for_room()
    {
        var state = Create();
        var changes = Enumerable.Range(1, 3 * JournalSize.MostEntries).Select(n => Change(state, n)).ToArray();
        _storage.Fail(new StoreUnavailableException("disk full"));
        foreach (var change in changes)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => change);
        Assert.Equal((0, 1, 1), (state.Committed, _failures, _storage.Writes.Count));
    }

    [Fact]
    public async Task A_failed_write_fails_its_callers_and_all_later_ones_once()
    {
        var state = Create();
        var first = Change(state, 1);
        var second = Change(state, 2);
        _storage.Fail(new StoreUnavailableException("disk full"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Change(state, 3));
        Assert.Throws<StoreUnavailableException>(state.ThrowIfFailed);
        Assert.Equal((0, 1, 1), (state.Committed, _failures, _storage.Writes.Count));
    }

    [Fact]
    public async Task A_conflict_is_unavailable_to_callers()
    {
        var state = Create();
        var first = Change(state, 1);
        _storage.Fail(new StoreConflictException("row"));
        Assert.IsType<StoreConflictException>((await Assert.ThrowsAsync<StoreUnavailableException>(() => first)).InnerException);
    }

    [Fact]
    public async Task A_storage_that_throws_at_once_fails_the_caller()
    {
        var state = new GroupCommit<int>(new ThrowingStorage(), Key, 0, 0, Encoder, () => _failures++);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Change(state, 1));
        Assert.Equal(1, _failures);
    }

    [Fact]
    public async Task A_write_is_deferrable_only_when_all_its_changes_are_and_there_is_a_row()
    {
        var state = Create();
        _ = state.CommitAsync(1, [], deferrable: true);
        var held = state.CommitAsync(2, [], deferrable: true);
        _storage.Release();
        _storage.Release();
        await held;
        _ = state.CommitAsync(3, [], deferrable: true);
        _ = state.CommitAsync(4, [], deferrable: true);
        var last = state.CommitAsync(5, [], deferrable: false);
        _storage.Release();
        _storage.Release();
        await last;
        Assert.Equal([false, true, true, false], _storage.Writes.Select(w => w.Deferrable));
    }

    [Fact]
    public async Task A_state_without_snapshot_deletes_the_row()
    {
        var state = Create();
        var gone = Change(state, -1);
        _storage.Release();
        await gone;
        Assert.Null(_storage.Writes[0].Snapshot);
        var again = Change(state, 1);
        _storage.Release();
        await again;
        Assert.Equal(0, _storage.Writes[1].ExpectedVersion);
    }

    private static Func<GrainSnapshot>? Encoder(int state) => state < 0 ? null : () => new(new byte[] { (byte)state }, null);

    private static Task<long> Change(GroupCommit<int> state, int next) =>
        state.CommitAsync(next, [new(JournalKind.Issue, default, new byte[] { (byte)next })]);

    private GroupCommit<int> Create() => new(_storage, Key, 0, 0, Encoder, () => _failures++);

    private sealed class ThrowingStorage : IGrainStateStorage
    {
        public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CommitResult> CommitAsync(GrainWrite write) => throw new StoreUnavailableException("full");
    }
}
