namespace Router.Domain.Configuration.Reading;

/// <summary>Reads one of <c>integrations</c>.</summary>
internal static class IntegrationReader
{
    private static readonly Func<Node, SeverityFrom?> Source =
        Scalars.OneOf(("action", SeverityFrom.Action), ("level", SeverityFrom.Level), ("priority", SeverityFrom.Priority));

    public static IntegrationConfig? Read(Node node)
    {
        if (node.Map("- id: ...") is not { } map)
            return null;
        var id = map.Required("id", Scalars.Id) ?? "";
        if (id.Length > 0)
            node.Reading.Integrations.Define(id, map.Find("id")!.Value);
        var channel = map.Optional("channel", n => Uses.One(n, node.Reading.Channels));
        var integration = new IntegrationConfig
        {
            Id = id,
            Name = map.Optional("name", Scalars.Name) ?? id,
            Key = Key(map),
            ClientSecrets = map.List("clientSecrets", "[\"${env:SENTRY_SECRET}\"]", Scalars.Secret),
            Unsigned = map.Value("unsigned", Scalars.Boolean, false),
            Enabled = map.Value("enabled", Scalars.Boolean, true),
            SeverityFrom = map.Value("severityFrom", Source, SeverityFrom.Action),
            RateLimit = map.Optional("rateLimit", Scalars.RateLimit),
            Channel = channel,
            Routes = RouteReader.ReadAll(map),
            Default = Uses.Read(map, "default", "[triage]", node.Reading.Channels),
            Lifecycle = map.Optional("lifecycle", LifecycleReader.Read) ?? new(),
            SilentAfter = map.Value("silentAfter", Scalars.PeriodOrNever, Timeout.InfiniteTimeSpan) is var silentAfter && silentAfter == Timeout.InfiniteTimeSpan ? null : silentAfter,
            Sentry = map.Optional("sentry", SentryReader.Read),
        };
        map.RefuseOthers();
        CheckKind(map);
        CheckSecrets(map, integration);
        return integration;
    }

    private static string Key(MapReader map)
    {
        if (map.Required("key", Scalars.Key) is not { } key)
            return "";
        if (!map.Node.Reading.Keys.TryAdd(key, map.Node.Path))
            map.Find("key")!.Value.Error($"{map.Node.Reading.Keys[key]} has the same key; each needs its own");
        return key;
    }

    /// <summary>Either private, by channel, or shared, by routes and default.</summary>
    private static void CheckKind(MapReader map)
    {
        var isPrivate = map.Find("channel") is not null;
        var (routes, otherwise) = (map.Find("routes"), map.Find("default"));
        if (isPrivate)
        {
            routes?.Error("a private integration has no routes; remove channel or routes");
            otherwise?.Error("a private integration has no default; remove channel or default");
        }
        else if (otherwise is null)
        {
            map.Node.Error(routes is null
                ? "channel (private) or routes and default (shared) is missing"
                : "default is missing: the channels that take what no route matched");
        }
        else if (otherwise.Value.IsEmpty)
        {
            otherwise.Value.Error("default needs at least one channel");
        }
    }

    private static void CheckSecrets(MapReader map, IntegrationConfig integration)
    {
        var node = map.Find("clientSecrets");
        if (integration.Unsigned || node is { IsEmpty: false })
            return;
        (node ?? map.Node).Error("clientSecrets is missing: the Client Secret of the Sentry integration; only unsigned: true (the legacy plugin) goes without");
    }
}
