namespace Router.Domain.Storage;

/// <summary>A grain's state as it is stored, with what the store indexes of it.</summary>
/// <param name="State">The state as JSON, with its schema version inside.</param>
/// <param name="DueAt">When the grain must be woken; may be early, never late; null is never.</param>
/// <param name="Index">What lists show and filter; null for grains that no list shows.</param>
public sealed record GrainSnapshot(ReadOnlyMemory<byte> State, DateTimeOffset? DueAt, IndexRow? Index = null);
