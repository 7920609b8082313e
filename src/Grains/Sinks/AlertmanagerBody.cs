using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Alertmanager's <c>POST /api/v2/alerts</c>: a list of alerts. Without <c>endsAt</c> one is firing until Alertmanager's <c>resolve_timeout</c>; with one in the past it is resolved
/// (docs/alerts_api.md and api/v2/openapi.yaml of Alertmanager).
/// </summary>
internal static class AlertmanagerBody
{
    private const int MaxSummary = 500;
    private const int MaxDescription = 4000;
    private const int MaxListed = 10;

    /// <summary>The alert, and the end of the one with other labels in whose place it comes.</summary>
    public static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links, ImmutableArray<Tag> labels, ImmutableArray<Tag>? replaced) => SinkJson.Write(json =>
    {
        json.WriteStartArray();
        if (replaced is { } old)
            WriteAlert(json, notification, links, old, notification.Timestamp);
        var isOver = notification.Type == NotificationType.Resolved;
        WriteAlert(json, notification, links, labels, isOver ? notification.ResolvedAt ?? notification.Timestamp : null);
        json.WriteEndArray();
    });

    private static void WriteAlert(Utf8JsonWriter json, Notification notification, RouterLinks links, ImmutableArray<Tag> labels, DateTimeOffset? endsAt)
    {
        json.WriteStartObject();
        json.WriteStartObject("labels");
        foreach (var label in labels)
            json.WriteString(label.Key, label.Value);
        json.WriteEndObject();
        json.WriteStartObject("annotations");
        json.WriteString("summary", PlainText.Cut(PlainText.OneLine(Wording.Headline(notification)), MaxSummary));
        json.WriteString("description", PlainText.Cut(Description(notification), MaxDescription));
        json.WriteString("status", notification.Status.ToString());
        json.WriteString("incident_url", links.Incident(notification.IncidentId));
        if (notification.Issues.FirstOrDefault()?.Url is { } url)
            json.WriteString("sentry_url", url);
        json.WriteEndObject();
        json.WriteString("startsAt", SinkJson.Instant(notification.StartedAt));
        if (endsAt is { } end)
            json.WriteString("endsAt", SinkJson.Instant(end < notification.StartedAt ? notification.StartedAt : end));
        json.WriteString("generatorURL", links.Incident(notification.IncidentId));
        json.WriteEndObject();
    }

    private static string Description(Notification notification) => notification.Body ?? string.Join(
        '\n', notification.Issues.Take(MaxListed).Select(issue => $"{issue.Status}: {PlainText.OneLine(issue.Title)}").Prepend(Wording.Summary(notification)));
}
