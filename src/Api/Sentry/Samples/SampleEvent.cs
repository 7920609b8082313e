using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>Sentry's stored event, as issue alerts and the legacy plugin carry it.</summary>
internal static class SampleEvent
{
    private const string Culprit = "checkout.payments.gateway in authorize";

    public static void Write(Utf8JsonWriter json, SentrySampleOptions options)
    {
        var eventId = options.EventId.ToString("N");
        var issueId = SampleJson.IssueId(options);
        var title = SampleJson.Title(options);
        var (type, value) = SampleJson.TypeAndValue(title);
        var frames = SampleFrames.CountFor(options);

        json.WriteStartObject();
        json.WriteString("event_id", eventId);
        json.WriteNumber("project", SampleJson.ProjectId);
        json.WriteString("release", options.Release);
        json.WriteNull("dist");
        json.WriteString("platform", "python");
        json.WriteString("message", "");
        json.WriteString("datetime", SampleJson.Iso(options.Timestamp));
        WriteTags(json, options);
        json.WriteNumber("_meta_version", 1);
        json.WriteString("culprit", Culprit);
        if (options.Environment is not null)
            json.WriteString("environment", options.Environment);
        WriteContexts(json);
        WriteException(json, type, value, frames);
        json.WriteStartArray("fingerprint");
        json.WriteStringValue("{{ default }}");
        json.WriteEndArray();
        json.WriteStartArray("hashes");
        json.WriteStringValue("5d1f8f5c0f2a4a4f9c4b7a63c1f0e9d2");
        json.WriteEndArray();
        json.WriteString("key_id", "3982215");
        json.WriteString("level", options.Level);
        json.WriteString("location", "checkout/payments/gateway.py");
        json.WriteString("logger", "checkout.payments");
        json.WriteStartObject("metadata");
        json.WriteString("filename", "checkout/payments/gateway.py");
        json.WriteString("function", "authorize");
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteEndObject();
        json.WriteNumber("received", SampleJson.Epoch(options.Timestamp));
        WriteRequest(json);
        WriteSdk(json);
        json.WriteNumber("timestamp", SampleJson.Epoch(options.Timestamp));
        json.WriteString("title", title);
        json.WriteString("type", "error");
        json.WriteStartObject("user");
        json.WriteString("id", "81723");
        json.WriteString("ip_address", "203.0.113.24");
        json.WriteEndObject();
        json.WriteString("version", "7");
        json.WriteString("url", $"https://sentry.io/api/0/projects/{options.Organization}/{options.Project}/events/{eventId}/");
        json.WriteString("web_url", $"https://sentry.io/organizations/{options.Organization}/issues/{issueId}/events/{eventId}/");
        json.WriteString("issue_url", $"https://sentry.io/api/0/organizations/{options.Organization}/issues/{issueId}/");
        json.WriteString("issue_id", issueId);
        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, SentrySampleOptions options)
    {
        json.WriteStartArray("tags");
        SampleJson.Pair(json, "level", options.Level);
        if (options.Environment is not null)
            SampleJson.Pair(json, "environment", options.Environment);
        if (options.Release is not null)
            SampleJson.Pair(json, "release", options.Release);
        SampleJson.Pair(json, "server_name", "web-7c9d");
        SampleJson.Pair(json, "transaction", "/api/checkout/");
        foreach (var (key, value) in options.Tags)
            SampleJson.Pair(json, key, value);
        json.WriteEndArray();
    }

    private static void WriteContexts(Utf8JsonWriter json)
    {
        json.WriteStartObject("contexts");
        WriteContext(json, "runtime", "CPython", "3.13.1");
        WriteContext(json, "os", "Linux", "6.12.9");
        json.WriteStartObject("trace");
        json.WriteString("trace_id", "b2f86a7c1e2d4d0f9f0d5c31a9f47e60");
        json.WriteString("span_id", "9a1c7f2e4b3d5a60");
        json.WriteString("op", "http.server");
        json.WriteString("type", "trace");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, string type, string name, string version)
    {
        json.WriteStartObject(type);
        json.WriteString("name", name);
        json.WriteString("version", version);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteException(Utf8JsonWriter json, string type, string value, int frames)
    {
        json.WriteStartObject("exception");
        json.WriteStartArray("values");
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteString("module", "checkout.payments.errors");
        json.WriteStartObject("mechanism");
        json.WriteString("type", "django");
        json.WriteBoolean("handled", false);
        json.WriteEndObject();
        json.WriteStartObject("stacktrace");
        json.WriteStartArray("frames");
        for (var i = 0; i < frames; i++)
            SampleFrames.Write(json, i);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json)
    {
        json.WriteStartObject("request");
        json.WriteString("url", "https://shop.example.com/api/checkout/");
        json.WriteString("method", "POST");
        json.WriteStartArray("headers");
        SampleJson.Pair(json, "Accept", "application/json");
        SampleJson.Pair(json, "Host", "shop.example.com");
        SampleJson.Pair(json, "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSdk(Utf8JsonWriter json)
    {
        json.WriteStartObject("sdk");
        json.WriteString("name", "sentry.python.django");
        json.WriteString("version", "2.34.1");
        json.WriteStartArray("integrations");
        foreach (var integration in (ReadOnlySpan<string>)["django", "logging", "redis", "stdlib", "threading"])
            json.WriteStringValue(integration);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
