namespace Router.Domain.Storage;

/// <summary>A place in a list: the last row of a page.</summary>
/// <param name="LastSeen">Its last seen time.</param>
/// <param name="Id">Its id.</param>
public readonly record struct IndexCursor(DateTimeOffset LastSeen, string Id);
