using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>Sentry's issue object, as <c>issue</c> and <c>activity_alert</c> carry it.</summary>
internal static class SampleIssue
{
    public static void Write(Utf8JsonWriter json, string status, string? substatus, SentrySampleOptions options, Action<Utf8JsonWriter>? statusDetails = null)
    {
        var id = SampleJson.IssueId(options);
        var web = $"https://sentry.io/organizations/{options.Organization}/issues/{id}/";
        var title = SampleJson.Title(options);
        var (type, value) = SampleJson.TypeAndValue(title);

        json.WriteStartObject();
        json.WriteString("url", $"https://sentry.io/api/0/organizations/{options.Organization}/issues/{id}/");
        json.WriteString("web_url", web);
        json.WriteString("project_url", $"https://sentry.io/organizations/{options.Organization}/issues/?project={SampleJson.ProjectId}");
        json.WriteString("id", id);
        json.WriteNull("shareId");
        json.WriteString("shortId", $"{options.Project.ToUpperInvariant()}-1A");
        json.WriteString("title", title);
        json.WriteString("culprit", "checkout.payments.gateway in authorize");
        json.WriteString("permalink", web);
        json.WriteString("logger", "checkout.payments");
        json.WriteString("level", options.Level);
        json.WriteString("status", status);
        json.WriteStartObject("statusDetails");
        statusDetails?.Invoke(json);
        json.WriteEndObject();
        json.WriteString("substatus", substatus);
        json.WriteBoolean("isPublic", false);
        json.WriteString("platform", "python");
        json.WriteStartObject("project");
        json.WriteString("id", $"{SampleJson.ProjectId}");
        json.WriteString("name", options.Project);
        json.WriteString("slug", options.Project);
        json.WriteString("platform", "python-django");
        json.WriteEndObject();
        json.WriteString("type", "error");
        json.WriteStartObject("metadata");
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteString("filename", "checkout/payments/gateway.py");
        json.WriteString("function", "authorize");
        json.WriteEndObject();
        json.WriteNumber("numComments", 0);
        json.WriteNull("assignedTo");
        json.WriteBoolean("isBookmarked", false);
        json.WriteBoolean("isSubscribed", false);
        json.WriteNull("subscriptionDetails");
        json.WriteBoolean("hasSeen", false);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteString("issueType", "error");
        json.WriteString("issueCategory", "error");
        json.WriteString("priority", Priority(options.Level));
        json.WriteNull("priorityLockedAt");
        json.WriteBoolean("isUnhandled", true);
        json.WriteString("count", "17");
        json.WriteNumber("userCount", 5);
        json.WriteString("firstSeen", SampleJson.Iso(options.Timestamp.AddHours(-1)));
        json.WriteString("lastSeen", SampleJson.Iso(options.Timestamp));
        json.WriteEndObject();
    }

    private static string Priority(string level) => level switch
    {
        "fatal" or "error" => "high",
        "warning" => "medium",
        _ => "low",
    };
}
