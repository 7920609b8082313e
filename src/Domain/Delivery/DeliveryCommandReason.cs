namespace Router.Domain.Delivery;

/// <summary>What became of a <see cref="DeliveryCommand"/>; snake_case outside. The numbers are on disk: never reused.</summary>
public enum DeliveryCommandReason
{
    /// <summary>The dead letter is back in its queue.</summary>
    Requeued = 0,

    /// <summary>It waited for its next attempt; that is now.</summary>
    AttemptNow = 1,

    /// <summary>It is in the queue already, and waits for its turn.</summary>
    AlreadyQueued = 2,

    /// <summary>It is forgotten.</summary>
    Dropped = 3,

    /// <summary>Refused: neither waiting nor a dead letter (delivered, dropped, or never there).</summary>
    NotFound = 4,

    /// <summary>Refused: the sink is no longer in the config.</summary>
    SinkRemoved = 5,

    /// <summary>Refused: the sink is disabled; enable it first.</summary>
    SinkDisabled = 6,

    /// <summary>Refused: the incident has ended since, and a pager would be opened by what nobody closes.</summary>
    IncidentEnded = 7,

    /// <summary>Refused: the Idempotency-Key was used for another request.</summary>
    KeyReused = 8,
}
