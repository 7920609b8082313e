namespace Router.Domain.Storage;

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record IndexPage(IReadOnlyList<IndexedGrain> Items, IndexCursor? Next);
