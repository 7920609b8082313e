using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads the whole document.</summary>
internal static class DocumentReader
{
    public static RouterConfig Read(YamlValue root, ConfigReading reading)
    {
        if (new Node(reading, root, ConfigDiagnostic.WholeDocument).Map("integrations, channels and sinks") is not { } map)
            return new();
        var config = new RouterConfig
        {
            Sinks = map.List("sinks", "- { id: ..., type: ... }", SinkReader.Read),
            Channels = map.List("channels", "- id: ...", ChannelReader.Read),
            Integrations = map.List("integrations", "- id: ...", IntegrationReader.Read),
            Silences = map.List("silences", "- { id: ..., when: ..., until: ... }", SilenceReader.Read),
            System = map.Optional("system", SystemReader.Read),
        };
        map.RefuseOthers();
        if (!map.Entries.Any())
            map.Node.Error("the document is empty");
        else if (config.Integrations.IsEmpty)
            map.Node.Warn("there are no integrations: no webhook is taken");
        if (config.System?.Channel is null && config.Integrations.FirstOrDefault(i => i.SilentAfter is not null) is { } silent)
            map.Node.Warn($"silentAfter of integration {silent.Id} tells nobody: there is no system channel");
        reading.Channels.CheckUses();
        reading.Sinks.CheckUses();
        if (reading.Findings.HasErrors)
            return config;
        reading.Channels.CheckUnused("no integration routes to this channel");
        reading.Sinks.CheckUnused("no channel tells this sink");
        return config;
    }
}
