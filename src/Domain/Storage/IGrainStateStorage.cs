namespace Router.Domain.Storage;

/// <summary>The durable home of every grain: one provider that gathers the writes of all grains of a silo into batches.</summary>
public interface IGrainStateStorage
{
    /// <summary>Reads a grain's newest committed row, or null. Sees what <see cref="CommitAsync"/> has acknowledged, deferred snapshots too.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be read.</exception>
    ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default);

    /// <summary>Commits a write; completes when it is durable (fsync). Writes of different grains share a transaction; a conflict fails its own write alone.</summary>
    /// <exception cref="StoreConflictException">The version is not the expected one; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">Not written, or the outcome is unknown.</exception>
    Task<CommitResult> CommitAsync(GrainWrite write);
}
