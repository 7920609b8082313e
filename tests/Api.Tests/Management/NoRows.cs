using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>A store without rows and audit.</summary>
internal sealed class NoRows : IGrainStateStorage, IAuditJournal
{
    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult<GrainRow?>(null);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([]);

    public Task<CommitResult> CommitAsync(GrainWrite write) => throw new InvalidOperationException("nothing here writes");
}
