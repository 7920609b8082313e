using Router.Domain.Alerts;

namespace Router.Domain.Delivery;

/// <summary>What the journal keeps of an attempt, or of a delivery that ended without one.</summary>
public sealed record DeliveryJournalEntry
{
    /// <summary>The delivery's id, <c>{incident id}-{sequence}-{sink}</c>.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The notification's sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>The sink's id.</summary>
    public required string Sink { get; init; }

    /// <summary>The notification's type.</summary>
    public required NotificationType Type { get; init; }

    /// <summary>What became of it.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The attempt's number, from 1; the number of attempts made before where this entry is none.</summary>
    public required int Attempt { get; init; }

    /// <summary>Why it failed or was given up.</summary>
    public FailureReason? Reason { get; init; }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the receiver said.</summary>
    public string? Detail { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>How long the attempt took, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>The person who retried or dropped it.</summary>
    public string? Actor { get; init; }

    /// <summary>The person's reason.</summary>
    public string? Why { get; init; }

    /// <summary>The notification's channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The notification's severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The project of its newest issue.</summary>
    public string? Project { get; init; }

    /// <summary>The integration of its newest issue.</summary>
    public string? Integration { get; init; }
}
