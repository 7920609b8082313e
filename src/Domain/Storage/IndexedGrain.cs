namespace Router.Domain.Storage;

/// <summary>A row of a list.</summary>
/// <param name="Key">The grain.</param>
/// <param name="Row">What the list shows.</param>
public sealed record IndexedGrain(GrainKey Key, IndexRow Row);
