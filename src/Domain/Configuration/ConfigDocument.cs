using Router.Domain.Configuration.Reading;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration;

/// <summary>Reads <c>router.yaml</c>.</summary>
public static class ConfigDocument
{
    /// <summary>The largest document, in characters.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads, resolves and validates a document completely: every error is told. Never throws, whatever the text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="values">Where the values of references come from.</param>
    /// <param name="now">The time to warn of what has expired by; null warns of nothing.</param>
    public static ConfigResult Parse(string text, IConfigValues values, DateTimeOffset? now = null) => Parse(text, new ConfigReading(new(), values, now));

    /// <summary>Reads a document that was in force once: references that can't be resolved any more leave their values empty and are no error.</summary>
    public static ConfigResult ParsePast(string text, IConfigValues values) => Parse(text, new ConfigReading(new(), values) { IsPast = true });

    /// <summary>One sink of a document that was in force once, its references resolved as they are now; null when it has none of that id.</summary>
    public static PastSink? FindSink(string text, string id, IConfigValues values)
    {
        var findings = new Findings();
        if (YamlReader.Read(text, findings) is not { } root || new Node(new(findings, values), root, ConfigDiagnostic.WholeDocument).Map("sinks")?.Find("sinks") is not { } sinks)
            return null;
        foreach (var item in sinks.Items("sinks"))
        {
            if (item.Map("sink")?.Find("id")?.Text() != id)
                continue;
            var reading = new ConfigReading(new(), values);
            var sink = SinkReader.Read(item with { Reading = reading });
            return reading.Findings.HasErrors ? new(null, reading.Findings.Sorted().First(d => d.IsError).Message) : new(sink, null);
        }

        return null;
    }

    /// <summary>
    /// Reads and validates a document that is only to be tried. No <c>${env:}</c> or <c>${file:}</c> is read, so that nothing can be learned of their values:
    /// one stands for a secret or a URL where such is expected, and is an error elsewhere.
    /// </summary>
    /// <param name="text">The document.</param>
    /// <param name="now">The time to warn of what has expired by.</param>
    public static ConfigResult ParseDraft(string text, DateTimeOffset now) => Parse(text, new ConfigReading(new(), NoValues.Instance, now) { IsDraft = true });

    private static ConfigResult Parse(string text, ConfigReading reading)
    {
        var findings = reading.Findings;
        RouterConfig? config = null;
        if (text.Length > MaxLength)
            findings.Error(1, 1, ConfigDiagnostic.WholeDocument, $"the document is larger than {MaxLength / 1024} KiB");
        else if (YamlReader.Read(text, findings) is { } root)
            config = DocumentReader.Read(root, reading);
        return new(findings.HasErrors ? null : config, findings.Sorted());
    }
}
