using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>The body of <c>event_alert</c>: an issue alert fired.</summary>
internal static class EventAlertBody
{
    public static void Write(Utf8JsonWriter json, string action, SentrySampleOptions options) =>
        SampleJson.Envelope(json, action, byUser: false, () =>
        {
            json.WritePropertyName("event");
            SampleEvent.Write(json, options);
            json.WriteString("triggered_rule", options.Rule);
            if (options.IsTest)
                WriteTestAlert(json, options);
        });

    private static void WriteTestAlert(Utf8JsonWriter json, SentrySampleOptions options)
    {
        json.WriteStartObject("issue_alert");
        json.WriteNumber("id", -1);
        json.WriteString("title", options.Rule);
        json.WriteNumber("sentry_app_id", 1201);
        json.WriteStartArray("settings");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
