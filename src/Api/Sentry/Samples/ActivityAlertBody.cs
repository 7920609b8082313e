using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>The body of <c>activity_alert</c>: an alert on an issue's activity fired; the action is always <c>triggered</c>, the activity's type says what happened.</summary>
internal static class ActivityAlertBody
{
    public static void Write(Utf8JsonWriter json, string type, SentrySampleOptions options) =>
        SampleJson.Envelope(json, "triggered", byUser: false, () =>
        {
            var (status, substatus) = StatusAfter(type);
            json.WritePropertyName("issue");
            SampleIssue.Write(json, status, substatus, options, details => WriteStatusDetails(details, type, options));
            json.WriteStartObject("activity");
            json.WriteString("type", type);
            json.WriteStartObject("details");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("alert");
            json.WriteNumber("id", 1017);
            json.WriteString("title", options.Rule);
            json.WriteNumber("sentry_app_id", 1201);
            json.WriteString("url", $"https://sentry.io/api/0/organizations/{options.Organization}/workflows/1017/");
            json.WriteString("web_url", $"https://sentry.io/organizations/{options.Organization}/monitors/alerts/1017/");
            json.WriteEndObject();
        });

    private static (string Status, string? Substatus) StatusAfter(string type) => type switch
    {
        "status_regression" => ("unresolved", "regressed"),
        "status_escalating" => ("unresolved", "escalating"),
        "status_ignored" => ("ignored", "archived_until_escalating"),
        _ when type.StartsWith("status_resolved", StringComparison.Ordinal) => ("resolved", null),
        _ => ("unresolved", "ongoing"),
    };

    private static void WriteStatusDetails(Utf8JsonWriter json, string type, SentrySampleOptions options)
    {
        switch (type)
        {
            case "status_resolved_in_release":
                json.WriteString("inRelease", options.Release);
                break;
            case "status_resolved_in_commit":
                json.WriteStartObject("inCommit");
                json.WriteString("id", "8f1c2f0a6d7b4e5c9a3d2b1e0f4c5d6a7b8e9f01");
                json.WriteEndObject();
                break;
            case "status_resolved_by_age":
                json.WriteBoolean("autoResolved", true);
                break;
        }
    }
}
