using System.Globalization;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// A message with an Adaptive Card 1.4, as Teams Workflows take it ("When a Teams webhook request is received"). Teams refuses messages over 28 KB:
/// issues and labels are left out until it fits. Texts from outside are text runs, which know no Markdown.
/// </summary>
internal static class TeamsBody
{
    /// <summary>The most bytes; Teams counts up to 28 KB with what it adds itself.</summary>
    public const int MaxBytes = 24_000;

    private const int MaxTitle = 500;
    private const int MaxBody = 3000;
    private const int MaxText = 350;
    private const int MaxUrl = 1000;
    private const int MaxLabels = 10;
    private static readonly int[] Listed = [10, 5, 2, 0];

    public static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links)
    {
        foreach (var issues in Listed)
        {
            var body = Write(notification, links, issues);
            if (body.Length <= MaxBytes || issues == 0)
                return body;
        }

        throw new InvalidOperationException("The list of sizes ends with nothing.");
    }

    private static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links, int issues) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        json.WriteNull("contentUrl");
        json.WriteStartObject("content");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartObject("msteams");
        json.WriteString("width", "Full");
        json.WriteEndObject();
        json.WriteString("fallbackText", Line(Wording.Headline(notification), MaxTitle));
        json.WriteStartArray("body");
        WriteHead(json, notification);
        if (notification.Body is null)
        {
            foreach (var issue in notification.Issues.Take(issues))
                WriteIssue(json, issue);
            WriteRest(json, notification, issues);
        }

        if (issues > 0 && notification.Labels.Length > 0)
            WriteText(json, string.Join(", ", notification.Labels.Take(MaxLabels).Select(label => $"{label.Key}: {Line(label.Value, 100)}")), isSubtle: true);
        json.WriteEndArray();
        WriteActions(json, notification, links);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartObject();
        json.WriteString("type", "Container");
        json.WriteString("style", Style(notification));
        json.WriteBoolean("bleed", true);
        json.WriteStartArray("items");
        WriteRuns(json, isSubtle: false, (Line($"{Emoji(notification)} {Wording.Headline(notification)}", MaxTitle), true));
        WriteText(json, notification.Body is { } own ? PlainText.Cut(own, MaxBody) : Wording.Summary(notification), isSubtle: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIssue(Utf8JsonWriter json, NotificationIssue issue) => WriteRuns(
        json,
        isSubtle: false,
        (Line(issue.Title, MaxText), true),
        (string.Create(CultureInfo.InvariantCulture, $" {issue.Status}, x{issue.Count}{(issue.Culprit is { } culprit ? $", {Line(culprit, 150)}" : "")}"), false));

    private static void WriteRest(Utf8JsonWriter json, Notification notification, int issues)
    {
        var rest = notification.IssueCount - Math.Min(notification.Issues.Length, issues);
        if (rest > 0 && notification.Issues.Length > 0)
            WriteText(json, string.Create(CultureInfo.InvariantCulture, $"and {rest} more"), isSubtle: true);
    }

    private static void WriteText(Utf8JsonWriter json, string text, bool isSubtle) => WriteRuns(json, isSubtle, (text, false));

    private static void WriteRuns(Utf8JsonWriter json, bool isSubtle, params ReadOnlySpan<(string Text, bool IsBold)> runs)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        foreach (var (text, isBold) in runs)
        {
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteString("text", text);
            if (isBold)
                json.WriteString("weight", "Bolder");
            if (isSubtle)
                json.WriteBoolean("isSubtle", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, Notification notification, RouterLinks links)
    {
        json.WriteStartArray("actions");
        WriteLink(json, "Incident", links.Incident(notification.IncidentId));
        if (notification.Issues.FirstOrDefault()?.Url is { Length: <= MaxUrl } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            WriteLink(json, "Sentry", url);
        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string title, string url)
    {
        json.WriteStartObject();
        json.WriteString("type", "Action.OpenUrl");
        json.WriteString("title", title);
        json.WriteString("url", url);
        json.WriteEndObject();
    }

    private static string Line(string text, int max) => PlainText.Cut(PlainText.OneLine(text), max);

    private static string Style(Notification notification) => notification switch
    {
        { Type: NotificationType.Resolved } => "good",
        { Type: NotificationType.Acknowledged } => "emphasis",
        { Severity: Severity.Critical } => "attention",
        { Severity: Severity.Warning } => "warning",
        _ => "accent",
    };

    private static string Emoji(Notification notification) => notification switch
    {
        { Type: NotificationType.Resolved } => "\u2705",
        { Type: NotificationType.Acknowledged } => "\U0001F440",
        { Type: NotificationType.Test } => "\U0001F9EA",
        { Severity: Severity.Critical } => "\U0001F534",
        { Severity: Severity.Warning } => "\U0001F7E0",
        _ => "\U0001F535",
    };
}
