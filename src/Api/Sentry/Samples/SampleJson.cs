using System.Globalization;
using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>What the bodies share: the envelope and Sentry's ways of writing values.</summary>
internal static class SampleJson
{
    public const string InstallationId = "6f3b0f0e-58a3-4d3c-9d7e-2b8f6f0a9c11";
    public const int ProjectId = 4507121;

    /// <summary>Writes <c>{"action","installation","data","actor"}</c> around what <paramref name="data"/> writes.</summary>
    public static void Envelope(Utf8JsonWriter json, string action, bool byUser, Action data)
    {
        json.WriteStartObject();
        json.WriteString("action", action);
        json.WriteStartObject("installation");
        json.WriteString("uuid", InstallationId);
        json.WriteEndObject();
        json.WriteStartObject("data");
        data();
        json.WriteEndObject();
        json.WriteStartObject("actor");
        json.WriteString("type", byUser ? "user" : "application");
        if (byUser)
            json.WriteNumber("id", 90210);
        else
            json.WriteString("id", "sentry");
        json.WriteString("name", byUser ? "Robin Example" : "Sentry");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Whole seconds as Sentry's floating number.</summary>
    public static decimal Epoch(DateTimeOffset at) => at.ToUnixTimeSeconds() + 0.0m;

    public static string Iso(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string IssueId(SentrySampleOptions options) => options.IssueId ?? SentrySampleOptions.DefaultIssueId;

    public static string Title(SentrySampleOptions options) => options.Title ?? "PaymentError: card processor answered 502";

    /// <summary>The exception's type and value, as Sentry splits a title.</summary>
    public static (string Type, string Value) TypeAndValue(string title) =>
        title.IndexOf(": ", StringComparison.Ordinal) is var at and > 0 ? (title[..at], title[(at + 2)..]) : ("Error", title);

    public static void Pair(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartArray();
        json.WriteStringValue(key);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
