namespace Router.Domain.Storage;

/// <summary>What the store holds of one grain.</summary>
/// <param name="Version">Grows by one with every commit of the grain's state; the ETag of the next write.</param>
/// <param name="State">The state's JSON.</param>
/// <param name="LastPosition">The position of the grain's newest journal entry; 0 with none.</param>
/// <param name="Parts">Its parts (an incident's members), by part key.</param>
public sealed record GrainRow(long Version, ReadOnlyMemory<byte> State, long LastPosition, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts);
