namespace Router.Domain.Storage;

/// <summary>A row whose due time has come.</summary>
/// <param name="Key">The grain.</param>
/// <param name="DueAt">When it was due.</param>
public readonly record struct DueRow(GrainKey Key, DateTimeOffset DueAt);
