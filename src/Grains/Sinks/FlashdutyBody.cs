using System.Text;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Flashduty's standard alert event. Limits: Flashduty's documentation of standard alerts.</summary>
internal static class FlashdutyBody
{
    private const int MaxTitle = 512;
    private const int MaxDescription = 2048;
    private const int MaxLabels = 50;
    private const int MaxLabelKey = 128;
    private const int MaxLabelValue = 2048;
    private const int MaxListed = 10;

    public static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("event_status", Status(notification));
        json.WriteString("title_rule", PlainText.Cut(notification.IsTest ? $"TEST {notification.Title}" : notification.Title, MaxTitle));
        json.WriteString("alert_key", notification.IncidentId);
        json.WriteString("description", PlainText.Cut(Description(notification, links), MaxDescription));
        json.WriteStartObject("labels");
        foreach (var (key, value) in Labels(notification, links))
            json.WriteString(key, PlainText.Cut(value, MaxLabelValue));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static string Status(Notification notification) =>
        notification.Type == NotificationType.Resolved ? nameof(Severity.Ok) : notification.Severity.ToString();

    private static string Description(Notification notification, RouterLinks links)
    {
        var text = new StringBuilder(Wording.Headline(notification)).Append('\n').Append(links.Incident(notification.IncidentId));
        if (notification.Body is { } body)
            return text.Append('\n').Append(body).ToString();
        foreach (var issue in notification.Issues.Take(MaxListed))
            text.Append('\n').Append(issue.Status).Append(": ").Append(issue.Title).Append(' ').Append(issue.Url);
        return text.ToString();
    }

    private static IEnumerable<(string Key, string Value)> Labels(Notification notification, RouterLinks links)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<Tag> own = [new("channel", notification.Channel), new("incident_url", links.Incident(notification.IncidentId))];
        return own.Concat(notification.Labels)
            .Select(label => (Key: PlainText.LabelName(label.Key, MaxLabelKey), label.Value))
            .Where(label => taken.Add(label.Key))
            .Take(MaxLabels);
    }
}
