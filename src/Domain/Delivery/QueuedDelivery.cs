using System.Text.Json.Serialization;

namespace Router.Domain.Delivery;

/// <summary>A notification that waits for its turn, or for its next attempt. Its text is kept apart, see <see cref="DeliveryState.Messages"/>.</summary>
public sealed record QueuedDelivery
{
    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The notification's sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>The notification's type.</summary>
    public required NotificationType Type { get; init; }

    /// <summary>When it was taken into the queue: retries end 24 hours later.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Not to be attempted before.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>How many attempts were made.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed; null before a failure.</summary>
    public FailureReason? LastReason { get; init; }

    /// <summary>The last answer's HTTP status, where there was one.</summary>
    public int? LastStatusCode { get; init; }

    /// <summary>What the receiver said last.</summary>
    public string? LastDetail { get; init; }

    /// <summary>An attempt began whose result is not recorded yet; kept for pagers alone.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>It says the trigger too, which was never delivered.</summary>
    public bool IsCombined { get; init; }

    /// <summary>The key of its text among <see cref="DeliveryState.Messages"/>.</summary>
    [JsonIgnore]
    public string MessageKey => DeliveryState.MessageKey(IncidentId, Sequence);
}
