using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>PagerDuty's Events API v2. Limits: its documentation.</summary>
internal static class PagerDutyBody
{
    private const int MaxSummary = 1024;
    private const int MaxBytes = 512_000;

    /// <summary>What changes an alert that exists: <c>acknowledge</c> or <c>resolve</c>.</summary>
    public static ReadOnlyMemory<byte> Change(string routingKey, string dedupKey, string action) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, routingKey, dedupKey, action);
        json.WriteEndObject();
    });

    /// <summary>A <c>trigger</c>; without its details where they would make it too large.</summary>
    public static ReadOnlyMemory<byte> Trigger(string routingKey, string dedupKey, Notification notification, RouterLinks links)
    {
        var whole = Trigger(routingKey, dedupKey, notification, links, withDetails: true);
        return whole.Length <= MaxBytes ? whole : Trigger(routingKey, dedupKey, notification, links, withDetails: false);
    }

    private static ReadOnlyMemory<byte> Trigger(string routingKey, string dedupKey, Notification notification, RouterLinks links, bool withDetails) => SinkJson.Write(json =>
    {
        var newest = notification.Issues.FirstOrDefault();
        json.WriteStartObject();
        WriteHead(json, routingKey, dedupKey, "trigger");
        json.WriteString("client", "Orleans.Router");
        json.WriteString("client_url", links.Incident(notification.IncidentId));
        json.WriteStartObject("payload");
        json.WriteString("summary", PlainText.Cut(notification.IsTest ? $"TEST {notification.Title}" : notification.Title, MaxSummary));
        json.WriteString("source", newest?.Project ?? notification.Channel);
        json.WriteString("severity", Severity(notification.Severity));
        json.WriteString("timestamp", SinkJson.Instant(notification.Timestamp));
        json.WriteString("group", notification.Channel);
        if (newest?.Project is { } project)
            json.WriteString("component", project);
        if (newest?.Rule is { } rule)
            json.WriteString("class", rule);
        if (withDetails)
            WriteDetails(json, notification);
        json.WriteEndObject();
        json.WriteStartArray("links");
        foreach (var issue in notification.Issues.Where(issue => issue.Url is not null).Take(withDetails ? Notification.MaxIssues : 1))
        {
            json.WriteStartObject();
            json.WriteString("href", issue.Url);
            json.WriteString("text", PlainText.Cut(issue.Title, MaxSummary));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, string routingKey, string dedupKey, string action)
    {
        json.WriteString("routing_key", routingKey);
        json.WriteString("event_action", action);
        json.WriteString("dedup_key", dedupKey);
    }

    private static void WriteDetails(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartObject("custom_details");
        json.WriteString("event", Wording.Event(notification));
        json.WriteString("incident", notification.IncidentId);
        if (notification.Body is { } body)
            json.WriteString("body", body);
        json.WriteNumber("issue_count", notification.IssueCount);
        json.WriteStartObject("labels");
        foreach (var label in notification.Labels)
            json.WriteString(label.Key, label.Value);
        json.WriteEndObject();
        json.WriteStartArray("issues");
        foreach (var issue in notification.Issues)
        {
            json.WriteStartObject();
            json.WriteString("key", issue.Key.Value);
            json.WriteString("title", issue.Title);
            json.WriteString("status", issue.Status.ToString());
            json.WriteOptional("culprit", issue.Culprit);
            json.WriteOptional("environment", issue.Environment);
            json.WriteNumber("count", issue.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Severity(Severity severity) => severity switch
    {
        Domain.Alerts.Severity.Critical => "critical",
        Domain.Alerts.Severity.Warning => "warning",
        _ => "info",
    };
}
