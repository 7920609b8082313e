using System.Text.Json;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Decoding;

/// <summary>
/// What was chosen in the form of Sentry's alert: a list of <c>{"name","value"}</c>. What is no setting of ours is skipped.
/// A metric alert has one list for each action of each of its thresholds.
/// </summary>
internal static class SettingsList
{
    private const int MaxChannel = 128;

    /// <summary>Our settings in a list that was scanned before; null when there are none.</summary>
    public static ActionSettings? Of(ReadOnlySpan<byte> json) => json.IsEmpty ? null : Try(Parse(json), Of);

    /// <summary>Our settings in a metric alert's <c>triggers</c>: of the threshold that was crossed, and of this installation.</summary>
    /// <param name="json">The list of triggers, scanned before.</param>
    /// <param name="label">The threshold: <c>critical</c> or <c>warning</c>.</param>
    /// <param name="installation">The installation's uuid.</param>
    public static ActionSettings? OfTrigger(ReadOnlySpan<byte> json, string label, string? installation) =>
        json.IsEmpty ? null : Try(Parse(json), triggers => OfTrigger(triggers, label, installation));

    private static ActionSettings? OfTrigger(JsonElement triggers, string label, string? installation)
    {
        foreach (var trigger in Items(triggers))
        {
            if (Text(trigger, "label") != label || !trigger.TryGetProperty("actions", out var actions))
                continue;
            foreach (var action in Items(actions))
            {
                if (Text(action, "type") == "sentry_app" && Text(action, "sentry_app_installation_uuid") == installation
                    && action.TryGetProperty("settings", out var settings) && Of(settings) is { } ours)
                    return ours;
            }
        }

        return null;
    }

    private static ActionSettings? Of(JsonElement list)
    {
        string? channel = null;
        Severity? severity = null;
        foreach (var item in Items(list))
        {
            var value = Text(item, "value")?.Trim();
            if (string.IsNullOrEmpty(value))
                continue;
            if (Text(item, "name") == ActionSettings.ChannelName)
                channel ??= value[..Math.Min(value.Length, MaxChannel)];
            else if (Text(item, "name") == ActionSettings.SeverityName)
                severity ??= ActionSettings.ParseSeverity(value);
        }

        return channel is null && severity is null ? null : new(channel, severity);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = BodyScan.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    /// <summary>The text of that name; null for every other type.</summary>
    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ActionSettings? Try(JsonElement list, Func<JsonElement, ActionSettings?> read)
    {
        try
        {
            return read(list);
        }
        catch (InvalidOperationException)
        {
            // A name or value that holds half of a surrogate pair: no text.
            return null;
        }
    }
}
