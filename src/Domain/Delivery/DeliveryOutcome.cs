namespace Router.Domain.Delivery;

/// <summary>What became of a delivery, or of one attempt at it; snake_case outside.</summary>
public enum DeliveryOutcome
{
    /// <summary>The receiver took it.</summary>
    Delivered = 0,

    /// <summary>It failed and will be tried again.</summary>
    Retrying = 1,

    /// <summary>It is given up; kept for a person to retry or drop.</summary>
    DeadLettered = 2,

    /// <summary>Not worth sending any more: the incident ended before its trigger was delivered.</summary>
    Collapsed = 3,

    /// <summary>A person had it tried again.</summary>
    Requeued = 4,

    /// <summary>A person had it forgotten.</summary>
    Dropped = 5,

    /// <summary>Not sent: the receiver itself said so.</summary>
    Known = 6,
}
