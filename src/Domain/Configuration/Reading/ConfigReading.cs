namespace Router.Domain.Configuration.Reading;

/// <summary>What the readers of one document share.</summary>
internal sealed class ConfigReading(Findings findings, IConfigValues values, bool isPast)
{
    public Findings Findings { get; } = findings;

    public IConfigValues Values { get; } = values;

    /// <summary>The document was in force once: a reference that can't be resolved any more is no error.</summary>
    public bool IsPast { get; } = isPast;

    public Names Integrations { get; } = new("integration");

    public Names Channels { get; } = new("channel");

    public Names Sinks { get; } = new("sink");

    /// <summary>The integrations' keys, so far, and the paths of those.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);
}
