namespace Router.Domain.Delivery;

/// <summary>A notification that waits or was given up, as lists show it.</summary>
public sealed record UndeliveredNotification
{
    /// <summary>Its id.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>When it was taken into the queue, or given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many attempts were made (since it was last retried by hand).</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried again; null for a dead letter.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why it failed last; null before a failure.</summary>
    public FailureReason? Reason { get; init; }

    /// <summary>The last answer's HTTP status, where there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the receiver said last.</summary>
    public string? Detail { get; init; }

    /// <summary>What it says; null when the text is lost.</summary>
    public Notification? Notification { get; init; }

    /// <summary>The notification's type.</summary>
    public required NotificationType Type { get; init; }

    /// <summary>All of a queue, the newest first.</summary>
    public static ImmutableArray<UndeliveredNotification> Of(DeliveryState state, string sinkId)
    {
        var letters = state.DeadLetters.Select(letter => new UndeliveredNotification
        {
            Id = new(letter.IncidentId, letter.Sequence, sinkId),
            Status = DeliveryStatus.DeadLetter,
            At = letter.At,
            Attempts = letter.Attempts,
            Reason = letter.Reason,
            StatusCode = letter.StatusCode,
            Detail = letter.Detail,
            Notification = state.Messages.GetValueOrDefault(letter.MessageKey),
            Type = letter.Type,
        });
        var queue = state.Queue.Select(queued => new UndeliveredNotification
        {
            Id = new(queued.IncidentId, queued.Sequence, sinkId),
            Status = queued.Attempts > 0 ? DeliveryStatus.Retrying : DeliveryStatus.Pending,
            At = queued.EnqueuedAt,
            Attempts = queued.Attempts,
            NextAttemptAt = queued.NextAttemptAt,
            Reason = queued.LastReason,
            StatusCode = queued.LastStatusCode,
            Detail = queued.LastDetail,
            Notification = state.Messages.GetValueOrDefault(queued.MessageKey),
            Type = queued.Type,
        });
        return [.. letters.Concat(queue).OrderByDescending(item => item.At).ThenByDescending(item => item.Id.Sequence).ThenBy(item => item.Id.IncidentId, StringComparer.Ordinal)];
    }
}
