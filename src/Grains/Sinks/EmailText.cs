using System.Globalization;
using System.Net;
using System.Text;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>The two forms of a mail's text. What comes from outside is cut, and encoded in HTML; only http and https links are made.</summary>
internal static class EmailText
{
    private const int MaxTitle = 500;
    private const int MaxLabel = 500;
    private const int MaxUrl = 2000;

    public static string Plain(Notification notification, RouterLinks links)
    {
        var text = new StringBuilder();
        text.Append(Line(Wording.Headline(notification), MaxTitle)).Append('\n').Append(Wording.Summary(notification)).Append('\n').Append(links.Incident(notification.IncidentId)).Append("\n\n");
        foreach (var issue in notification.Issues)
            text.Append(CultureInfo.InvariantCulture, $"* {Line(issue.Title, MaxTitle)} ({issue.Status}, x{issue.Count})\n{(Link(issue.Url) is { } url ? $"  {url}\n" : "")}");
        if (Rest(notification) is { } rest)
            text.Append(rest).Append('\n');
        text.Append('\n');
        foreach (var label in notification.Labels)
            text.Append(CultureInfo.InvariantCulture, $"{Line(label.Key, 100)}: {Line(label.Value, MaxLabel)}\n");
        return text.ToString();
    }

    public static string Html(Notification notification, RouterLinks links)
    {
        var html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif;font-size:14px;color:#1d2939\">");
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"border-left:6px solid {Wording.Colour(notification)};padding:4px 12px\"><p style=\"font-size:16px;margin:0\"><b>{Encode(Line(Wording.Headline(notification), MaxTitle))}</b></p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Wording.Summary(notification))}</p></div>");
        html.Append(notification.Body is { } body ? $"<div>{body}</div><ul>" : "<ul>");
        foreach (var issue in notification.Body is null ? notification.Issues : [])
        {
            var title = Encode(Line(issue.Title, MaxTitle));
            html.Append(CultureInfo.InvariantCulture, $"<li>{(Link(issue.Url) is { } url ? $"<a href=\"{Encode(url)}\">{title}</a>" : title)} ({issue.Status}, x{issue.Count})</li>");
        }

        html.Append(CultureInfo.InvariantCulture, $"</ul>{(Rest(notification) is { } rest ? $"<p>{rest}</p>" : "")}<table>");
        foreach (var label in notification.Labels)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><b>{Encode(Line(label.Key, 100))}</b></td><td>{Encode(Line(label.Value, MaxLabel))}</td></tr>");
        html.Append(CultureInfo.InvariantCulture, $"</table><p><a href=\"{Encode(links.Incident(notification.IncidentId))}\">Incident</a> in {Encode(notification.Channel)}</p></body></html>");
        return html.ToString();
    }

    private static string? Rest(Notification notification) => notification.Body is null && notification.IssueCount > notification.Issues.Length && !notification.Issues.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"and {notification.IssueCount - notification.Issues.Length} more")
        : null;

    private static string Line(string text, int max) => PlainText.Cut(PlainText.OneLine(text), max);

    private static string? Link(string? url) => url is { Length: <= MaxUrl } ? WebLink.Of(url)?.AbsoluteUri : null;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
