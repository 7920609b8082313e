namespace Router.Domain.Delivery;

/// <summary>Where an undelivered notification stands; snake_case outside, PascalCase in the index.</summary>
public enum DeliveryStatus
{
    /// <summary>It waits for its turn, or until the receiver's Retry-After is over.</summary>
    Pending = 0,

    /// <summary>It failed and is tried again.</summary>
    Retrying = 1,

    /// <summary>It is given up.</summary>
    DeadLetter = 2,
}
