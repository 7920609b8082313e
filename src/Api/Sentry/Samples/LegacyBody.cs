using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>The body of the legacy WebHooks plugin: unsigned, no envelope, triggers only.</summary>
internal static class LegacyBody
{
    public static void Write(Utf8JsonWriter json, string action, SentrySampleOptions options)
    {
        var issueId = SampleJson.IssueId(options);
        json.WriteStartObject();
        json.WriteString("id", issueId);
        json.WriteString("project", options.Project);
        json.WriteString("project_name", options.Project);
        json.WriteString("project_slug", options.Project);
        json.WriteString("logger", "checkout.payments");
        json.WriteString("level", options.Level);
        json.WriteString("culprit", "checkout.payments.gateway in authorize");
        json.WriteString("message", SampleJson.Title(options));
        json.WriteString("url", $"https://sentry.io/organizations/{options.Organization}/issues/{issueId}/?referrer=webhooks_plugin");
        json.WriteStartArray("triggering_rules");
        json.WriteStringValue(options.Rule);
        json.WriteEndArray();
        json.WritePropertyName("event");
        SampleEvent.Write(json, options);
        json.WriteEndObject();
    }
}
