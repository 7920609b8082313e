namespace Router.Domain.Storage;

/// <summary>A place in a list: the last row of a page. In the order of coming rows never change places, so a reader that goes on from here misses none and meets none again.</summary>
/// <param name="CreatedAt">When the row came into the list.</param>
/// <param name="Id">Its id.</param>
/// <param name="SeenAt">When it was last seen, in the orders that go by it; else null.</param>
public readonly record struct IndexCursor(DateTimeOffset CreatedAt, string Id, DateTimeOffset? SeenAt = null);
