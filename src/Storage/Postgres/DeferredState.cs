namespace Router.Storage.Postgres;

/// <summary>A grain's state whose journal is committed and whose row has an older one.</summary>
/// <param name="Key">The grain.</param>
/// <param name="Position">Its newest journal entry.</param>
/// <param name="Snapshot">Encodes it.</param>
internal sealed record DeferredState(GrainKey Key, long Position, Func<GrainSnapshot> Snapshot);
