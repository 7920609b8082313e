using Router.Domain.Delivery;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads one of <c>sinks</c>: what every type has. What a type has beside that is read by <see cref="SinkTypes"/>.</summary>
internal static class SinkReader
{
    private static readonly Func<Node, NotificationType?> EventName = Scalars.OneOf(
        [.. Enum.GetValues<NotificationType>().Where(t => t != NotificationType.Test).Select(t => (SnakeCase.Of(t), t))]);

    public static SinkConfig? Read(Node node)
    {
        if (node.Map("- { id: ..., type: ... }") is not { } map)
            return null;
        var id = map.Required("id", Scalars.Id) ?? "";
        if (id.Length > 0)
            node.Reading.Sinks.Define(id, map.Find("id")!.Value);
        if (map.Required("type", Type) is not { } type)
            return null;
        var head = new SinkHead(id, Events(map, type), map.Value("tests", Scalars.Boolean, type is not ("pagerduty" or "email")));
        var sink = SinkTypes.All[type](map, head) with
        {
            When = map.Optional("when", Scalars.Condition),
            AllowPrivate = map.Value("allowPrivate", Scalars.Boolean, false),
        };
        sink = sink with { Templates = TemplateReader.Read(map, sink) };
        map.RefuseOthers();
        Scalars.WarnOfLoopback(map.Find("url") ?? map.Find("webhookUrl"), sink.Target, sink.AllowPrivate);
        return sink;
    }

    private static string? Type(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (SinkTypes.All.ContainsKey(text))
            return text;
        node.Error($"unknown sink type {node.Show(text)}{(node.IsReference ? "" : NearestName.Hint(text, SinkTypes.All.Keys))}");
        return null;
    }

    /// <summary>Console and webhook take all by default, the others all but updates.</summary>
    private static ImmutableHashSet<NotificationType> Events(MapReader map, string type)
    {
        if (map.Find("events") is not { } node)
            return [.. Enum.GetValues<NotificationType>().Where(t => t != NotificationType.Test && (t != NotificationType.Updated || type is "console" or "webhook"))];
        var items = node.Items("[triggered, resolved]");
        if (node.IsEmpty)
            node.Error("the list is empty: the sink would never be told anything");
        return [.. items.Select(EventOf).OfType<NotificationType>()];
    }

    private static NotificationType? EventOf(Node node)
    {
        if (node.Value is not Yaml.YamlValue.Scalar { Text: "test" })
            return EventName(node);
        node.Error("tests are no event; the sink's key tests says whether it takes them");
        return null;
    }
}
