namespace Router.Domain.Configuration.Reading;

/// <summary>Reads <c>system</c>.</summary>
internal static class SystemReader
{
    private static readonly TimeSpan ShortestEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(1);

    public static SystemConfig? Read(Node node)
    {
        if (node.Map("{ channel: ..., heartbeat: { url: ... } }") is not { } map)
            return null;
        var system = new SystemConfig
        {
            Channel = map.Optional("channel", n => Uses.One(n, node.Reading.Channels)),
            Heartbeat = map.Optional("heartbeat", Heartbeat),
        };
        map.RefuseOthers();
        if (!map.Entries.Any())
            node.Warn("nothing is told: it names neither a channel nor a heartbeat");
        return system;
    }

    private static HeartbeatConfig? Heartbeat(Node node)
    {
        if (node.Map("{ url: \"https://...\", every: 1m }") is not { } map)
            return null;
        Uri? url = null;
        if (map.Find("url") is { } at)
            url = Scalars.SecretUrl(at);
        else
            node.Error("url is missing");
        var every = map.Value("every", Scalars.Period, TimeSpan.FromMinutes(1));
        if (every < ShortestEvery || every > LongestEvery)
            map.Find("every")!.Value.Error($"{ShortestEvery.TotalSeconds:0}s to {LongestEvery.TotalDays:0}d is possible");
        var allowPrivate = map.Value("allowPrivate", Scalars.Boolean, false);
        map.RefuseOthers();
        Scalars.WarnOfLoopback(map.Find("url"), url, allowPrivate);
        return url is null ? null : new() { Url = url, Every = every, AllowPrivate = allowPrivate };
    }
}
