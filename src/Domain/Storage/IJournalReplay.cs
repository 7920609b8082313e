namespace Router.Domain.Storage;

/// <summary>Rebuilds a grain's snapshot from journal entries whose deferred snapshot is not written yet, or was lost in a crash.</summary>
public interface IJournalReplay
{
    /// <summary>Applies entries to a state, in order; pure.</summary>
    /// <param name="key">The grain.</param>
    /// <param name="state">The stored state; null when there is none.</param>
    /// <param name="entries">The entries after the row's last position.</param>
    /// <returns>The snapshot with every entry applied; null when the kind of grain replays nothing.</returns>
    GrainSnapshot? Replay(GrainKey key, ReadOnlyMemory<byte>? state, IReadOnlyList<JournalEntry> entries);
}
