namespace Router.Domain.Configuration.Reading;

/// <summary>Lists of ids that are defined elsewhere.</summary>
internal static class Uses
{
    /// <summary>The ids, each once; a repeated one is warned of.</summary>
    public static ImmutableArray<string> Read(MapReader map, string key, string expected, Names names)
    {
        if (map.Find(key) is not { } node)
            return [];
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node.Items(expected))
        {
            if (One(item, names) is not { } id)
                continue;
            if (ids.Contains(id))
                item.Warn($"{item.Show(id)} comes twice in the list");
            else
                ids.Add(id);
        }

        return ids.ToImmutable();
    }

    public static string? One(Node node, Names names)
    {
        if (Scalars.Id(node) is not { } id)
            return null;
        names.Use(id, node);
        return id;
    }
}
