using Router.Domain.Delivery;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads one of <c>sinks</c>.</summary>
internal static class SinkReader
{
    private static readonly Uri FlashdutyUrl = new("https://api.flashcat.cloud/event/push/alert/standard");
    private static readonly Uri PagerDutyUrl = new("https://events.pagerduty.com/v2/enqueue");

    /// <summary>Stands for a URL that was wrong: the config isn't used then.</summary>
    private static readonly Uri NoUrl = new("https://invalid");

    private static readonly ImmutableArray<string> Types = ["console", "webhook", "flashduty", "pagerduty", "slack"];
    private static readonly ImmutableArray<string> UnsupportedTypes = ["teams", "alertmanager", "email"];

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
        var sink = Typed(map, type, id) with
        {
            When = map.Optional("when", Scalars.Condition),
            AllowPrivate = map.Value("allowPrivate", Scalars.Boolean, false),
        };
        map.RefuseOthers(type == "slack" ? ["templates", "botToken", "channel"] : ["templates"]);
        WarnOfLoopback(map, sink);
        return sink;
    }

    private static SinkConfig Typed(MapReader map, string type, string id)
    {
        var events = Events(map, type);
        var tests = map.Value("tests", Scalars.Boolean, type != "pagerduty");
        return type switch
        {
            "webhook" => new WebhookSinkConfig
            {
                Id = id,
                Events = events,
                Tests = tests,
                Url = RequiredUrl(map, "url", Scalars.Url),
                Secret = map.Optional("secret", Scalars.WebhookSecret),
            },
            "flashduty" => new FlashdutySinkConfig
            {
                Id = id,
                Events = events,
                Tests = tests,
                IntegrationKey = map.Required("integrationKey", Scalars.Secret) ?? "",
                Url = map.Optional("url", Scalars.Url) ?? FlashdutyUrl,
            },
            "pagerduty" => new PagerDutySinkConfig
            {
                Id = id,
                Events = events,
                Tests = tests,
                RoutingKey = map.Required("routingKey", Scalars.PagerDutyKey) ?? "",
                Url = map.Optional("url", Scalars.Url) ?? PagerDutyUrl,
            },
            "slack" => new SlackSinkConfig { Id = id, Events = events, Tests = tests, Url = SlackUrl(map) },
            _ => new ConsoleSinkConfig { Id = id, Events = events, Tests = tests },
        };
    }

    private static string? Type(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (Types.Contains(text))
            return text;
        node.Error(UnsupportedTypes.Contains(text)
            ? $"the sink type {text} is not supported by this version; there are {string.Join(", ", Types)}"
            : $"unknown sink type {node.Show(text)}{(node.IsReference ? "" : NearestName.Hint(text, Types))}");
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

    private static Uri RequiredUrl(MapReader map, string key, Func<Node, Uri?> read)
    {
        if (map.Find(key) is { } node)
            return read(node) ?? NoUrl;
        map.Node.Error($"{key} is missing");
        return NoUrl;
    }

    private static Uri SlackUrl(MapReader map)
    {
        var webhook = RequiredUrl(map, "webhookUrl", Scalars.SecretUrl);
        return map.Optional("url", Scalars.Url) ?? webhook;
    }

    private static void WarnOfLoopback(MapReader map, SinkConfig sink)
    {
        if (sink.AllowPrivate || (map.Find("url") ?? map.Find("webhookUrl")) is not { } node || node.Value is not Yaml.YamlValue.Scalar)
            return;
        var url = sink switch { WebhookSinkConfig w => w.Url, FlashdutySinkConfig f => f.Url, PagerDutySinkConfig p => p.Url, SlackSinkConfig s => s.Url, _ => NoUrl };
        if (url.IsLoopback)
            node.Warn("the address is this machine's own: nothing is delivered without allowPrivate: true");
    }
}
