using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>The body of <c>metric_alert</c>: a metric rule changed its state.</summary>
internal static class MetricAlertBody
{
    private const string OrganizationId = "1042";

    public static void Write(Utf8JsonWriter json, string action, SentrySampleOptions options)
    {
        var status = action switch
        {
            "critical" => 20,
            "warning" => 10,
            "resolved" => 2,
            "open" => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "no such action of a metric alert"),
        };
        var name = options.Title ?? "Checkout error rate";
        SampleJson.Envelope(json, action, byUser: false, () =>
        {
            WriteMetricAlert(json, name, status, options);
            json.WriteString("description_text", "1250 events in the last 10 minutes\nFilter: level:error");
            json.WriteString("description_title", $"{char.ToUpperInvariant(action[0])}{action[1..]}: {name}");
            json.WriteString("web_url", $"https://sentry.io/organizations/{options.Organization}/alerts/rules/details/77/");
        });
    }

    private static void WriteMetricAlert(Utf8JsonWriter json, string name, int status, SentrySampleOptions options)
    {
        var id = options.IssueId ?? SentrySampleOptions.DefaultMetricAlertId;
        var started = options.Timestamp.AddMinutes(-10);
        json.WriteStartObject("metric_alert");
        json.WriteString("id", id);
        json.WriteString("identifier", id);
        json.WriteString("organization_id", OrganizationId);
        WriteProjects(json, options);
        WriteRule(json, name, options);
        json.WriteNull("activities");
        json.WriteNumber("status", status);
        json.WriteNumber("status_method", 3);
        json.WriteNumber("type", 2);
        json.WriteString("title", name);
        json.WriteString("date_started", SampleJson.Iso(started));
        json.WriteString("date_detected", SampleJson.Iso(started));
        json.WriteString("date_created", SampleJson.Iso(started));
        json.WriteString("date_closed", status == 2 ? SampleJson.Iso(options.Timestamp) : null);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string name, SentrySampleOptions options)
    {
        json.WriteStartObject("alert_rule");
        json.WriteString("id", "77");
        json.WriteString("name", name);
        json.WriteString("organization_id", OrganizationId);
        json.WriteNumber("status", 0);
        json.WriteString("query", "level:error");
        json.WriteString("aggregate", "count()");
        json.WriteString("dataset", "events");
        json.WriteNumber("time_window", 10);
        json.WriteNumber("resolution", 1);
        json.WriteNumber("threshold_period", 1);
        json.WriteNumber("threshold_type", 0);
        json.WriteNull("resolve_threshold");
        json.WriteString("environment", options.Environment);
        WriteProjects(json, options);
        json.WriteNull("owner");
        json.WriteNull("created_by");
        json.WriteString("detection_type", "static");
        json.WriteStartArray("triggers");
        WriteTrigger(json, "701", "critical", 1000);
        WriteTrigger(json, "702", "warning", 500);
        json.WriteEndArray();
        json.WriteString("date_created", SampleJson.Iso(options.Timestamp.AddDays(-30)));
        json.WriteEndObject();
    }

    private static void WriteTrigger(Utf8JsonWriter json, string id, string label, int threshold)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("alert_rule_id", "77");
        json.WriteString("label", label);
        json.WriteNumber("threshold_type", 0);
        json.WriteNumber("alert_threshold", threshold);
        json.WriteNull("resolve_threshold");
        json.WriteStartArray("actions");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProjects(Utf8JsonWriter json, SentrySampleOptions options)
    {
        json.WriteStartArray("projects");
        json.WriteStringValue(options.Project);
        json.WriteEndArray();
    }
}
