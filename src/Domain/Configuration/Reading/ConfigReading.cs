namespace Router.Domain.Configuration.Reading;

/// <summary>What the readers of one document share.</summary>
internal sealed class ConfigReading(Findings findings, IConfigValues values, DateTimeOffset? now = null)
{
    public Findings Findings { get; } = findings;

    public IConfigValues Values { get; } = values;

    /// <summary>The time to warn of what has expired by; null warns of nothing.</summary>
    public DateTimeOffset? Now { get; } = now;

    /// <summary>References are not read: where a secret or a URL is expected something stands in for it, elsewhere they are errors.</summary>
    public bool IsDraft { get; init; }

    public Names Integrations { get; } = new("integration");

    public Names Channels { get; } = new("channel");

    public Names Sinks { get; } = new("sink");

    public Names Silences { get; } = new("silence");

    /// <summary>The integrations' keys, so far, and the paths of those.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);
}
