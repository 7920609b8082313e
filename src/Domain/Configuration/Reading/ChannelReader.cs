namespace Router.Domain.Configuration.Reading;

/// <summary>Reads one of <c>channels</c>.</summary>
internal static class ChannelReader
{
    public static ChannelConfig? Read(Node node)
    {
        if (node.Map("- id: ...") is not { } map)
            return null;
        var defaults = new ChannelConfig { Id = "", Name = "" };
        var id = map.Required("id", Scalars.Id) ?? "";
        if (id.Length > 0)
            node.Reading.Channels.Define(id, map.Find("id")!.Value);
        var autoResolveAfter = map.Value("autoResolveAfter", Scalars.PeriodOrNever, defaults.AutoResolveAfter!.Value);
        var channel = new ChannelConfig
        {
            Id = id,
            Name = map.Optional("name", Scalars.Name) ?? id,
            GroupBy = map.List("groupBy", "[project, tags.customer]", Scalars.GroupField),
            GroupWindow = map.Value("groupWindow", Scalars.Period, defaults.GroupWindow),
            UpdateEvery = map.Value("updateEvery", Scalars.Period, defaults.UpdateEvery),
            ReopenWithin = map.Value("reopenWithin", Scalars.Duration, defaults.ReopenWithin),
            Delay = map.Value("delay", Scalars.Duration, defaults.Delay),
            AutoResolveAfter = autoResolveAfter == Timeout.InfiniteTimeSpan ? null : autoResolveAfter,
            RepeatEvery = NoiseReader.RepeatEvery(map),
            Flapping = map.Optional("flapping", NoiseReader.Flapping),
            Storm = NoiseReader.Storm(map),
            Inhibit = map.List("inhibit", "- { source: ..., target: ..., equal: [project] }", NoiseReader.Inhibit),
            QuietHours = map.Optional("quietHours", NoiseReader.QuietHours),
            RateLimit = map.Optional("rateLimit", Scalars.RateLimit),
            MergeMetric = map.Value("mergeMetric", Scalars.Boolean, defaults.MergeMetric),
            Sinks = Uses.Read(map, "sinks", "[console]", node.Reading.Sinks),
        };
        map.RefuseOthers();
        NoiseLints.Check(map, channel);
        if (map.Find("sinks") is null or { IsEmpty: true })
            node.Warn("the channel has no sinks: nobody is told");
        return channel;
    }
}
