using System.Globalization;

namespace Router.Domain.Routing.Conditions;

/// <summary>Literals, printed as conditions write them.</summary>
internal static class Literals
{
    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    public static string Print(object value) => value switch
    {
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("not a literal", nameof(value)),
    };

    public static string TypeName(object value) => value switch
    {
        string => "a text",
        bool => "a boolean",
        _ => "a number",
    };
}
