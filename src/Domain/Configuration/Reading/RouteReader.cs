using Router.Domain.Alerts;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads the <c>routes</c> of an integration.</summary>
internal static class RouteReader
{
    /// <summary>The most routes of one integration.</summary>
    public const int Max = 1_000;

    private static readonly Func<Node, Severity?> SeverityName =
        Scalars.OneOf(("Critical", Severity.Critical), ("Warning", Severity.Warning), ("Info", Severity.Info));

    public static ImmutableArray<RouteConfig> ReadAll(MapReader integration)
    {
        if (integration.Find("routes") is not { } node)
            return [];
        var names = new Names("route");
        var routes = new List<(RouteConfig Route, Node Node)>();
        foreach (var item in node.Items("- { name: ..., when: ..., channels: [...] }"))
            if (Read(item, names) is { } route)
                routes.Add((route, item));
        if (routes.Count > Max)
            node.Error($"an integration has at most {Max} routes");
        if (!node.Reading.Findings.HasErrors)
            RouteLints.Check(routes);
        return [.. routes.Select(r => r.Route)];
    }

    private static RouteConfig? Read(Node node, Names names)
    {
        if (node.Map("- { name: ..., when: ..., channels: [...] }") is not { } map)
            return null;
        var name = map.Required("name", Scalars.Name) ?? "";
        if (name.Length > 0)
            names.Define(name, map.Find("name")!.Value);
        var set = map.Find("set")?.Map("{ severity: Critical, labels: { team: payments } }");
        var route = new RouteConfig
        {
            Name = name,
            When = map.Optional("when", Scalars.Condition),
            Channels = Uses.Read(map, "channels", "[payments]", node.Reading.Channels),
            Continue = map.Value("continue", Scalars.Boolean, false),
            SetSeverity = set?.Find("severity") is { } severity ? SeverityName(severity) : null,
            SetLabels = set?.Find("labels") is { } labels ? Labels(labels) : [],
        };
        set?.RefuseOthers();
        map.RefuseOthers();
        if (map.Find("channels") is not { } channels)
            node.Error("channels is missing");
        else if (channels.IsEmpty)
            channels.Error("a route needs at least one channel");
        return route;
    }

    private static ImmutableArray<Tag> Labels(Node node)
    {
        var labels = ImmutableArray.CreateBuilder<Tag>();
        foreach (var (key, name, value) in node.Map("{ team: payments }")?.Entries ?? [])
        {
            if (name.Length is 0 or > Scalars.MaxName)
                key.Error($"a label's name has 1 to {Scalars.MaxName} characters");
            else if (Scalars.Label(value) is { } text)
                labels.Add(new(name, text));
        }

        return labels.ToImmutable();
    }
}
