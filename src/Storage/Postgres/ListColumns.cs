namespace Router.Storage.Postgres;

/// <summary>How a list row lies in its columns.</summary>
internal static class ListColumns
{
    /// <summary>The status that ends a row, and takes it out of the index of open ones.</summary>
    public const string EndedStatus = "Resolved";

    /// <summary>A row's place in the list: it never changes.</summary>
    public static long Created(IndexRow row) => (row.CreatedAt ?? row.FirstSeen).ToUnixTimeMilliseconds();

    /// <summary>The channels, each between separators.</summary>
    public static string Channels(IndexRow row) => Join(row.Channels.IsDefaultOrEmpty ? [] : row.Channels.Select(PostgresText.Encode));

    /// <summary>What <see cref="Channels"/> wrote.</summary>
    public static ImmutableArray<string> ReadChannels(string text) =>
        text.Length == 0 ? [] : [.. text.Split(PostgresText.Separator).Select(PostgresText.Decode)];

    /// <summary>The values that a row is found by, one index for all: the planner knows which are rare.</summary>
    public static string Facets(string type, IndexRow row)
    {
        var facets = new List<string>();
        if (row.Project is { } project)
            facets.Add(Facet(type, 'p', project));
        if (row.Environment is { } environment)
            facets.Add(Facet(type, 'e', environment));
        if (row.Rule is { } rule)
            facets.Add(Facet(type, 'r', rule));
        if (!row.Channels.IsDefaultOrEmpty)
            facets.AddRange(row.Channels.Select(channel => Facet(type, 'c', channel)));
        return Join(facets);
    }

    /// <summary>The facets that a row must have to pass a filter.</summary>
    public static string[] Facets(IndexFilter filter)
    {
        (char Kind, string? Value)[] asked = [('p', filter.Project), ('e', filter.Environment), ('r', filter.Rule), ('c', filter.Channel)];
        return [.. asked.Where(facet => facet.Value is not null).Select(facet => Facet(filter.Type, facet.Kind, facet.Value!))];
    }

    /// <summary>What a text search looks through.</summary>
    public static string Search(string title, string id) => $"{Fold(title)}{PostgresText.Separator}{Fold(id)}";

    /// <summary>Without regard to case.</summary>
    public static string Fold(string text) => PostgresText.Encode(text.ToUpperInvariant());

    private static string Facet(string type, char kind, string value) => PostgresText.Encode($"{type}:{kind}:{value}");

    private static string Join(IEnumerable<string> values) => string.Join(PostgresText.Separator, values);
}
