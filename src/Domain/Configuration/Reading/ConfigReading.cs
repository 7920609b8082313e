namespace Router.Domain.Configuration.Reading;

/// <summary>What the readers of one document share.</summary>
internal sealed class ConfigReading(Findings findings, IConfigValues values)
{
    public Findings Findings { get; } = findings;

    public IConfigValues Values { get; } = values;

    public Names Integrations { get; } = new("integration");

    public Names Channels { get; } = new("channel");

    public Names Sinks { get; } = new("sink");

    /// <summary>The integrations' keys, so far, and the paths of those.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);
}
