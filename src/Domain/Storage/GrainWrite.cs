namespace Router.Domain.Storage;

/// <summary>One grain's commit: state, index, due time, parts and journal together or not at all.</summary>
public sealed record GrainWrite
{
    /// <summary>The grain.</summary>
    public required GrainKey Key { get; init; }

    /// <summary>The version that the grain last read or committed; 0 when there is no row.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>
    /// Encodes the state; must be pure over immutable state. Called at once on the caller's thread,
    /// but for a <see cref="Deferrable"/> write later, on another thread, and only for the newest one. Null deletes the row, its index and its parts.
    /// </summary>
    public required Func<GrainSnapshot>? Snapshot { get; init; }

    /// <summary>
    /// The journal entries alone carry the change (or nothing needs carrying): a store that can replay its journal
    /// may commit them now and the snapshot within about a second. Other stores write everything now.
    /// A deferrable write has no parts, and must not need an earlier due time or another index status than the row has.
    /// </summary>
    public bool Deferrable { get; init; }

    /// <summary>The journal entries, in order.</summary>
    public ImmutableArray<JournalWrite> Journal { get; init; } = [];

    /// <summary>The changed parts.</summary>
    public ImmutableArray<PartWrite> Parts { get; init; } = [];
}
