namespace Router.Domain.Configuration.Reading;

/// <summary>What the readers of one document share.</summary>
internal sealed class ConfigReading(Findings findings, IConfigValues values, DateTimeOffset? now = null)
{
    public Findings Findings { get; } = findings;

    public IConfigValues Values { get; } = values;

    /// <summary>The document was in force once: a reference that can't be resolved any more is no error.</summary>
    public bool IsPast { get; init; }

    /// <summary>The time to warn of what has expired by; null warns of nothing.</summary>
    public DateTimeOffset? Now { get; } = now;

    /// <summary>References are not read: where a secret or a URL is expected something stands in for it, elsewhere they are errors.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Told of each map that was read, and of the keys that it may have.</summary>
    public Action<string, IReadOnlyList<string>>? OnRead { get; init; }

    public Names Integrations { get; } = new("integration");

    public Names Channels { get; } = new("channel");

    public Names Sinks { get; } = new("sink");

    public Names Silences { get; } = new("silence");

    /// <summary>The integrations' keys, so far, and the paths of those.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);
}
