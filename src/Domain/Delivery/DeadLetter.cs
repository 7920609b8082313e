using System.Text.Json.Serialization;

namespace Router.Domain.Delivery;

/// <summary>A notification that was given up, kept for a person to retry or drop. Its text is kept apart, see <see cref="DeliveryState.Messages"/>.</summary>
public sealed record DeadLetter
{
    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The notification's sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>The notification's type.</summary>
    public required NotificationType Type { get; init; }

    /// <summary>Why it was given up.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>The last answer's HTTP status, where there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the receiver said last.</summary>
    public string? Detail { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The key of its text among <see cref="DeliveryState.Messages"/>.</summary>
    [JsonIgnore]
    public string MessageKey => DeliveryState.MessageKey(IncidentId, Sequence);
}
