using System.Collections.Frozen;

namespace Router.Domain.Configuration.Reading;

/// <summary>The types of sinks, and what each has beside what all have.</summary>
internal static class SinkTypes
{
    private static readonly Uri FlashdutyUrl = new("https://api.flashcat.cloud/event/push/alert/standard");
    private static readonly Uri PagerDutyUrl = new("https://events.pagerduty.com/v2/enqueue");
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Stands for a URL that was wrong: the config isn't used then.</summary>
    private static readonly Uri NoUrl = new("https://invalid");

    private static readonly Func<Node, WebhookFormat?> Format = Scalars.OneOf(
        ("standard", WebhookFormat.Standard), ("cloudevents", WebhookFormat.CloudEvents), ("cloudevents-binary", WebhookFormat.CloudEventsBinary));

    /// <summary>The reader of each type, by its name.</summary>
    public static FrozenDictionary<string, Func<MapReader, SinkHead, SinkConfig>> All { get; } = new Dictionary<string, Func<MapReader, SinkHead, SinkConfig>>
    {
        ["console"] = (_, head) => new ConsoleSinkConfig { Id = head.Id, Events = head.Events, Tests = head.Tests },
        ["webhook"] = Webhook,
        ["flashduty"] = Flashduty,
        ["pagerduty"] = PagerDuty,
        ["slack"] = SlackReader.Read,
        ["teams"] = Teams,
        ["alertmanager"] = Alertmanager,
        ["email"] = EmailReader.Read,
    }.ToFrozenDictionary();

    /// <summary>A mandatory URL; after an error one that stands for it.</summary>
    public static Uri RequiredUrl(MapReader map, string key, Func<Node, Uri?> read)
    {
        if (map.Find(key) is { } node)
            return read(node) ?? NoUrl;
        map.Node.Error($"{key} is missing");
        return NoUrl;
    }

    private static WebhookSinkConfig Webhook(MapReader map, SinkHead head) => new()
    {
        Id = head.Id,
        Events = head.Events,
        Tests = head.Tests,
        Url = RequiredUrl(map, "url", Scalars.Url),
        Secret = map.Optional("secret", Scalars.WebhookSecret),
        Format = map.Value("format", Format, WebhookFormat.Standard),
    };

    private static FlashdutySinkConfig Flashduty(MapReader map, SinkHead head) => new()
    {
        Id = head.Id,
        Events = head.Events,
        Tests = head.Tests,
        IntegrationKey = map.Required("integrationKey", Scalars.Secret) ?? "",
        Url = map.Optional("url", Scalars.Url) ?? FlashdutyUrl,
    };

    private static PagerDutySinkConfig PagerDuty(MapReader map, SinkHead head) => new()
    {
        Id = head.Id,
        Events = head.Events,
        Tests = head.Tests,
        RoutingKey = map.Required("routingKey", Scalars.PagerDutyKey) ?? "",
        SigningSecret = map.Optional("signingSecret", Scalars.Secret),
        Url = map.Optional("url", Scalars.Url) ?? PagerDutyUrl,
    };

    private static TeamsSinkConfig Teams(MapReader map, SinkHead head) => new()
    {
        Id = head.Id,
        Events = head.Events,
        Tests = head.Tests,
        Url = RequiredUrl(map, "url", Scalars.SecretUrl),
    };

    private static AlertmanagerSinkConfig Alertmanager(MapReader map, SinkHead head)
    {
        var sink = new AlertmanagerSinkConfig { Id = head.Id, Events = head.Events, Tests = head.Tests, Url = RequiredUrl(map, "url", Scalars.Url) };
        sink = sink with { Resend = map.Value("resendEvery", Scalars.Period, sink.Resend) };
        if (map.Find("resendEvery") is { } node && sink.Resend < TimeSpan.FromSeconds(10))
            node.Error("at least 10s is expected: every firing alert is sent so often");
        else if (map.Find("resendEvery") is { } slow && sink.Resend >= ResolveTimeout)
            slow.Warn("Alertmanager ends what it doesn't hear again within its resolve_timeout, 5m by default");
        if (map.Find("url") is { } url && sink.Url.AbsolutePath.Contains("/api/v", StringComparison.Ordinal))
            url.Error("Alertmanager's own address is expected, without /api/v2/alerts");
        return sink;
    }
}
