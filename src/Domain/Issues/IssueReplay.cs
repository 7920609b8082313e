using Router.Domain.Storage;

namespace Router.Domain.Issues;

/// <summary>Replays issues; other grains write their state with every entry and need none.</summary>
public sealed class IssueReplay : IJournalReplay
{
    /// <inheritdoc/>
    public GrainSnapshot? Replay(GrainKey key, ReadOnlyMemory<byte>? state, IReadOnlyList<JournalEntry> entries) =>
        key.Type == IssueStore.GrainType ? IssueStore.Snapshot(IssueStore.Replay(IssueStore.Read(state), entries)) : null;
}
