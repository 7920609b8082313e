using System.Text.Json;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>The webhook sink's body: the contract, field for field.</summary>
internal static class WebhookBody
{
    public static ReadOnlyMemory<byte> Write(Notification notification, RouterLinks links) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", $"incident.{SnakeCase.Of(notification.Type)}");
        json.WriteString("timestamp", SinkJson.Instant(notification.Timestamp));
        json.WritePropertyName("data");
        WriteData(json, notification, links, Notification.MaxIssues);
        json.WriteEndObject();
    });

    /// <summary>The object under <c>data</c>.</summary>
    public static void WriteData(Utf8JsonWriter json, Notification notification, RouterLinks links, int maxIssues)
    {
        json.WriteStartObject();
        json.WriteStartObject("incident");
        WriteIncident(json, notification, links);
        json.WriteStartArray("issues");
        foreach (var issue in notification.Issues.Take(maxIssues))
            WriteIssue(json, issue);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter json, Notification notification, RouterLinks links)
    {
        json.WriteString("id", notification.IncidentId);
        json.WriteString("channel", notification.Channel);
        json.WriteNumber("sequence", notification.Sequence);
        json.WriteString("reason", SnakeCase.Of(notification.Reason));
        json.WriteBoolean("test", notification.IsTest);
        json.WriteString("status", notification.Status.ToString());
        json.WriteString("severity", notification.Severity.ToString());
        json.WriteString("title", notification.Title);
        json.WriteString("startedAt", SinkJson.Instant(notification.StartedAt));
        json.WriteOptional("resolvedAt", notification.ResolvedAt is { } resolvedAt ? SinkJson.Instant(resolvedAt) : null);
        json.WriteStartObject("labels");
        foreach (var label in notification.Labels)
            json.WriteString(label.Key, label.Value);
        json.WriteEndObject();
        json.WriteString("url", links.Incident(notification.IncidentId));
        json.WriteNumber("issueCount", notification.IssueCount);
        json.WriteOptional("previousId", notification.PreviousId);
    }

    private static void WriteIssue(Utf8JsonWriter json, NotificationIssue issue)
    {
        json.WriteStartObject();
        json.WriteString("key", issue.Key.Value);
        json.WriteOptional("shortId", issue.ShortId);
        json.WriteString("status", issue.Status.ToString());
        json.WriteString("severity", issue.Severity.ToString());
        json.WriteString("title", issue.Title);
        json.WriteOptional("culprit", issue.Culprit);
        json.WriteOptional("project", issue.Project);
        json.WriteOptional("environment", issue.Environment);
        json.WriteOptional("rule", issue.Rule);
        json.WriteNumber("count", issue.Count);
        json.WriteString("firstSeen", SinkJson.Instant(issue.FirstSeen));
        json.WriteString("lastSeen", SinkJson.Instant(issue.LastSeen));
        json.WriteOptional("actor", issue.Actor);
        json.WriteOptional("url", issue.Url);
        json.WriteEndObject();
    }
}
