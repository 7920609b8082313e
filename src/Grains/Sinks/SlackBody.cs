using System.Globalization;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// A Slack message: a header that says what happened, and an attachment in the severity's colour with the issues and labels.
/// Limits: Slack's Block Kit reference (header 150, section 3,000, 10 fields of 2,000, 50 blocks; about 13,000 characters in all).
/// </summary>
internal static class SlackBody
{
    private const int MaxHeader = 150;
    private const int MaxSection = 2000;
    private const int MaxBody = 3000;
    private const int MaxField = 500;
    private const int MaxFields = 10;
    private const int MaxListed = 5;
    private const int MaxLine = 350;

    public static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        WriteContent(json, notification, links, hasButtons: false);
        json.WriteEndObject();
    });

    /// <summary>The message's text, blocks and attachment, as properties of an object that is open.</summary>
    public static void WriteContent(Utf8JsonWriter json, Notification notification, RouterLinks links, bool hasButtons)
    {
        var headline = $"{Emoji(notification)} {Wording.Headline(notification)}";
        json.WriteString("text", SlackText.Escape(PlainText.OneLine(headline), MaxSection));
        json.WriteStartArray("blocks");
        WriteBlock(json, "header", "plain_text", PlainText.Cut(PlainText.OneLine(headline), MaxHeader));
        json.WriteEndArray();
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("color", Wording.Colour(notification));
        json.WriteStartArray("blocks");
        if (notification.Body is { } body)
            WriteBlock(json, "section", "mrkdwn", PlainText.Cut(body, MaxBody));
        else
            WriteBlock(json, "section", "mrkdwn", SlackText.Escape(Wording.Summary(notification), MaxSection));
        if (notification is { Body: null, Issues.Length: > 0 })
            WriteBlock(json, "section", "mrkdwn", Issues(notification));
        if (notification.Labels.Length > 0)
            WriteFields(json, notification.Labels);
        WriteContext(json, notification, links);
        if (hasButtons)
            SlackActions.Write(json, notification);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>What happened, on one line, as mrkdwn.</summary>
    public static string Line(Notification notification) =>
        SlackText.Escape($"{Emoji(notification)} {Wording.Headline(notification)}\n{Wording.Summary(notification)}", MaxSection);

    private static string Issues(Notification notification)
    {
        var lines = notification.Issues.Take(MaxListed).Select(issue =>
            string.Create(CultureInfo.InvariantCulture, $"• {SlackText.Link(issue.Url, PlainText.OneLine(issue.Title), MaxLine)} ({issue.Status}, x{issue.Count})"));
        var rest = notification.IssueCount - Math.Min(notification.Issues.Length, MaxListed);
        return string.Join('\n', rest > 0 ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"and {rest} more")) : lines);
    }

    private static void WriteBlock(Utf8JsonWriter json, string type, string textType, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartObject("text");
        json.WriteString("type", textType);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, ImmutableArray<Tag> labels)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartArray("fields");
        foreach (var label in labels.Take(MaxFields))
            WriteText(json, $"*{SlackText.Escape(label.Key, 100)}*\n{SlackText.Escape(label.Value, MaxField)}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, Notification notification, RouterLinks links)
    {
        json.WriteStartObject();
        json.WriteString("type", "context");
        json.WriteStartArray("elements");
        WriteText(json, $"{SlackText.Link(links.Incident(notification.IncidentId), "Incident", MaxSection)} in {SlackText.Escape(notification.Channel, 100)}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Emoji(Notification notification) => notification.Type switch
    {
        NotificationType.Resolved => ":white_check_mark:",
        NotificationType.Acknowledged => ":eyes:",
        NotificationType.Escalated => ":rotating_light:",
        NotificationType.Test => ":test_tube:",
        _ => notification.Severity switch { Severity.Critical => ":red_circle:", Severity.Warning => ":large_orange_circle:", _ => ":large_blue_circle:" },
    };
}
