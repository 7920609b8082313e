using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>The body of <c>issue</c>: the state of an issue changed in Sentry.</summary>
internal static class IssueBody
{
    public static void Write(Utf8JsonWriter json, string action, SentrySampleOptions options)
    {
        var (status, substatus, byUser) = action switch
        {
            "created" => ("unresolved", "new", false),
            "resolved" => ("resolved", null, true),
            "assigned" => ("unresolved", "ongoing", true),
            "ignored" or "archived" => ("ignored", "archived_until_escalating", true),
            "unresolved" => ("unresolved", "regressed", false),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "no such action of an issue"),
        };
        SampleJson.Envelope(json, action, byUser, () =>
        {
            json.WritePropertyName("issue");
            SampleIssue.Write(json, status, substatus, options);
            if (action == "resolved")
                json.WriteString("resolution_type", "now");
            if (action == "assigned")
                WriteAssignee(json);
        });
    }

    private static void WriteAssignee(Utf8JsonWriter json)
    {
        json.WriteStartObject("assignee");
        json.WriteString("type", "user");
        json.WriteNumber("id", 90210);
        json.WriteString("name", "Robin Example");
        json.WriteString("email", "robin@example.com");
        json.WriteEndObject();
    }
}
