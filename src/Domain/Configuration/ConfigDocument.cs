using Router.Domain.Configuration.Reading;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration;

/// <summary>Reads <c>router.yaml</c>.</summary>
public static class ConfigDocument
{
    /// <summary>The largest document, in characters.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads, resolves and validates a document completely: every error is told. Never throws, whatever the text.</summary>
    public static ConfigResult Parse(string text, IConfigValues values) => Parse(text, values, isPast: false);

    /// <summary>Reads a document that was in force once: references that can't be resolved any more leave their values empty and are no error.</summary>
    public static ConfigResult ParsePast(string text, IConfigValues values) => Parse(text, values, isPast: true);

    private static ConfigResult Parse(string text, IConfigValues values, bool isPast)
    {
        var findings = new Findings();
        RouterConfig? config = null;
        if (text.Length > MaxLength)
            findings.Error(1, 1, ConfigDiagnostic.WholeDocument, $"the document is larger than {MaxLength / 1024} KiB");
        else if (YamlReader.Read(text, findings) is { } root)
            config = DocumentReader.Read(root, new(findings, values, isPast));
        return new(findings.HasErrors ? null : config, findings.Sorted());
    }
}
