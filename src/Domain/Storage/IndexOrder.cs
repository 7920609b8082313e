namespace Router.Domain.Storage;

/// <summary>In which order a list comes. A store says which it has an index for: <see cref="IIndexQuery.Orders"/>.</summary>
public enum IndexOrder
{
    /// <summary>The last to come into the list first. No change of a row moves it.</summary>
    Newest,

    /// <summary>The first to come into the list first. No change of a row moves it.</summary>
    Oldest,

    /// <summary>The last seen first. A row that is seen again moves to the top: a reader that pages meets it again, or has met it.</summary>
    LatestSeen,

    /// <summary>The longest not seen first. A row that is seen again moves to the end.</summary>
    EarliestSeen,
}
