using System.Text.Json;

namespace Router.Api.Preview;

/// <summary>The body of <c>POST config/preview</c>: a pasted webhook, or the receipt of a recorded one.</summary>
internal sealed record PreviewBody
{
    /// <summary>The webhook's body.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Its header Sentry-Hook-Resource; default by what the payload holds.</summary>
    public string? Resource { get; init; }

    /// <summary>The integration that it would come to; mandatory with a payload.</summary>
    public string? Integration { get; init; }

    /// <summary>A recorded webhook, instead of a payload.</summary>
    public string? Receipt { get; init; }

    /// <summary>The draft to route by, YAML; default the config in force.</summary>
    public string? Config { get; init; }

    /// <summary>What Sentry's header says for such a payload; null for the legacy plugin's.</summary>
    public string? ResourceOrGuess()
    {
        if (Resource is not null)
            return Resource;
        if (Payload is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            return null;
        return data.TryGetProperty("activity", out _) ? "activity_alert"
            : data.TryGetProperty("event", out _) ? "event_alert"
            : data.TryGetProperty("metric_alert", out _) ? "metric_alert"
            : data.TryGetProperty("issue", out _) ? "issue"
            : "unknown";
    }
}
