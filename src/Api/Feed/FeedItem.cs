using System.Text.Json.Serialization;
using Router.Domain.Alerts;

namespace Router.Api.Feed;

/// <summary>What the feed says of one journal entry; what does not concern its kind is left out.</summary>
internal sealed record FeedItem
{
    /// <summary>issue, incident or delivery.</summary>
    public required string Kind { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The issue's key.</summary>
    public string? Issue { get; init; }

    /// <summary>The incident's id.</summary>
    public string? Incident { get; init; }

    /// <summary>The delivery's id.</summary>
    public string? Delivery { get; init; }

    /// <summary>What changed about the issue: triggered, resolved and so on.</summary>
    public string? Change { get; init; }

    /// <summary>The notification's type: incident.triggered and so on.</summary>
    public string? Type { get; init; }

    public long? Sequence { get; init; }

    /// <summary>What became of the delivery.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why somebody is told, or the attempt failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Why nobody is told, or not yet.</summary>
    public string? Suppressed { get; init; }

    public string? Status { get; init; }

    public Severity? Severity { get; init; }

    public string? Title { get; init; }

    public string? Project { get; init; }

    public string? Integration { get; init; }

    public IReadOnlyList<string>? Channels { get; init; }

    public string? Sink { get; init; }

    public int? Attempt { get; init; }

    public int? StatusCode { get; init; }

    public string? Detail { get; init; }

    public DateTime? NextAttemptAt { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>It says nothing new: left out unless asked for.</summary>
    [JsonIgnore]
    public bool IsRepeat { get; init; }
}
