using System.Buffers;
using System.Text;

namespace Router.Grains.Sinks;

/// <summary>Texts in Slack's mrkdwn, where <c>&amp; &lt; &gt;</c> are control characters (api.slack.com, "Formatting text for app surfaces").</summary>
internal static class SlackText
{
    private static readonly SearchValues<char> NotInLinks = SearchValues.Create("<>| \r\n");

    /// <summary>Escapes a text and cuts it so that the escaped text fits, never within an entity or a character.</summary>
    public static string Escape(string text, int max)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, max));
        foreach (var rune in text.EnumerateRunes())
        {
            var next = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + next.Length > max - 1)
                return escaped.Append('…').ToString();
            escaped.Append(next);
        }

        return escaped.ToString();
    }

    /// <summary>A link; the text alone where there is no URL, or one that a link can't hold.</summary>
    public static string Link(string? url, string text, int max)
    {
        var target = url?.Replace("&", "&amp;", StringComparison.Ordinal);
        if (target is null || target.Length > max / 2 || target.AsSpan().ContainsAny(NotInLinks))
            return Escape(text, max);
        return $"<{target}|{Escape(text, max - target.Length - 3)}>";
    }
}
