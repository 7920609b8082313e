using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;

namespace Router.Domain.Templates;

/// <summary>How values are escaped. Slack knows three entities only: what else HTML's encoder writes is turned back, of which none can be in a value, whose every &amp; is escaped.</summary>
internal static partial class TemplateEscape
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static TextEncoder Encoder(TextFormat format) => format == TextFormat.Plain ? NullEncoder.Default : Html;

    public static string Finish(string text, TextFormat format) =>
        format == TextFormat.Mrkdwn ? OtherEntity().Replace(text, entity => WebUtility.HtmlDecode(entity.Value)) : text;

    [GeneratedRegex("&(?:quot|#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7});")]
    private static partial Regex OtherEntity();
}
