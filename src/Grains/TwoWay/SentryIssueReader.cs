using System.Globalization;
using System.Text.Json;
using Router.Domain.TwoWay;

namespace Router.Grains.TwoWay;

/// <summary>Reads an issue of Sentry's API.</summary>
internal static class SentryIssueReader
{
    /// <summary>The issue; null when it is none.</summary>
    public static SentryIssue? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var issue = document.RootElement;
            if (issue.ValueKind != JsonValueKind.Object || Text(issue, "status") is not { } status || Text(issue, "id") is not { } id)
                return null;
            var details = issue.TryGetProperty("statusDetails", out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
            return new(id, status, IsSet(details, "inNextRelease") || IsSet(details, "inRelease") || IsSet(details, "inCommit"), Time(details, "ignoreUntil"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static bool IsSet(JsonElement details, string name) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);

    private static DateTimeOffset? Time(JsonElement details, string name) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
