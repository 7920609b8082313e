using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Yaml;

/// <summary>Writes values as YAML in block style.</summary>
internal static partial class YamlWriter
{
    public static string Write(YamlValue root) => string.Concat(Lines(root).Select(line => line + "\n"));

    /// <summary>A text in double quotes, on one line.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The lines of a value in block style, without their breaks.</summary>
    public static IEnumerable<string> Lines(YamlValue value) => value switch
    {
        YamlValue.Map { Entries.IsEmpty: false } map => map.Entries.SelectMany(e => Entry(Text(e.Key.Text), e.Value)),
        YamlValue.List { Items.IsEmpty: false } list => list.Items.SelectMany(Item),
        _ => [Inline(value)],
    };

    private static IEnumerable<string> Entry(string key, YamlValue value) => IsInline(value)
        ? [$"{key}: {Inline(value)}"]
        : Lines(value).Select(line => $"  {line}").Prepend($"{key}:");

    private static IEnumerable<string> Item(YamlValue value) => Lines(value).Select((line, i) => i == 0 ? $"- {line}" : $"  {line}");

    private static bool IsInline(YamlValue value) => value is YamlValue.Scalar or YamlValue.Map { Entries.IsEmpty: true } or YamlValue.List { Items.IsEmpty: true };

    private static string Inline(YamlValue value) => value switch
    {
        YamlValue.Map => "{}",
        YamlValue.List => "[]",
        YamlValue.Scalar { IsNull: true } => "null",
        YamlValue.Scalar { IsPlain: true } plain when !plain.Text.Contains('\n', StringComparison.Ordinal) => plain.Text,
        YamlValue.Scalar scalar => Text(scalar.Text),
        _ => throw new InvalidOperationException($"A YAML value that nobody writes: {value.GetType().Name}."),
    };

    /// <summary>A text as a key or a value: bare when every reader takes it for the same text, else in quotes.</summary>
    public static string Text(string text) => Word().IsMatch(text) && !Special().IsMatch(text) ? text : Quote(text);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_./-]{0,99}\z")]
    private static partial Regex Word();

    /// <summary>Words that some readers of YAML take for something else.</summary>
    [GeneratedRegex(@"^(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Special();
}
