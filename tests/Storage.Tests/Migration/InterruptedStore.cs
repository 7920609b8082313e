using Router.Domain.Storage;

namespace Router.Storage.Tests.Migration;

/// <summary>A store that fails a commit now and then: before it is done, or after.</summary>
internal sealed class InterruptedStore(IStore store, int every) : IStore
{
    private int _commits;

    public bool CanCommit => store.CanCommit;

    public async Task<CommitResult> CommitAsync(GrainWrite write)
    {
        var number = Interlocked.Increment(ref _commits);
        if (number % every == 0)
            throw new StoreUnavailableException("before");
        var result = await store.CommitAsync(write);
        return number % every == every / 2 ? throw new StoreUnavailableException("after") : result;
    }

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) => store.ReadDueAsync(shard, now, limit, cancellationToken);

    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) => store.ReadAsync(position, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) => store.ReadAfterAsync(after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) => store.ReadBeforeAsync(before, limit, cancellationToken);

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => store.ReadLastPositionAsync(cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) => store.ReadAuditAsync(before, limit, cancellationToken);

    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default) => store.ListAsync(filter, cancellationToken);

    public ValueTask<bool> PurgeStepAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit, CancellationToken cancellationToken = default) => store.PurgeStepAsync(journalBefore, grainsBefore, limit, cancellationToken);

    public ValueTask<IReadOnlyList<StoredGrain>> ReadGrainsAsync(GrainKey? after, int limit, CancellationToken cancellationToken = default) => store.ReadGrainsAsync(after, limit, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
