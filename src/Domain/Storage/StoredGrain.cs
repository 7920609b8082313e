namespace Router.Domain.Storage;

/// <summary>A grain's row as a store lists it when all are asked for.</summary>
/// <param name="Key">The grain.</param>
/// <param name="DueAt">When it must be woken; null is never.</param>
/// <param name="Index">What lists show; null when none does.</param>
public sealed record StoredGrain(GrainKey Key, DateTimeOffset? DueAt, IndexRow? Index);
