using System.Globalization;
using System.Text;

namespace Router.Grains.Sinks;

/// <summary>Makes texts fit for where they go.</summary>
internal static class PlainText
{
    /// <summary>Cuts to a vendor's limit, between characters and with an ellipsis, counted in UTF-16 units: the strictest way to count.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var end = max - 1;
        if (char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>A label's name as Prometheus allows it: <c>[a-zA-Z_][a-zA-Z0-9_]*</c>.</summary>
    public static string LabelName(string key, int max)
    {
        var name = new StringBuilder(key.Length + 1);
        if (key.Length == 0 || char.IsAsciiDigit(key[0]))
            name.Append('_');
        foreach (var c in key)
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return name.ToString(0, Math.Min(name.Length, max));
    }

    /// <summary>One line without control and formatting characters (colours, bidirectional overrides), so that no text from outside can forge or hide a log line.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    line.Append(' ');
                    break;
                case UnicodeCategory.Format:
                    break;
                default:
                    line.Append(rune.ToString());
                    break;
            }
        }

        return line.ToString();
    }
}
