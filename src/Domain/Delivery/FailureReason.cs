namespace Router.Domain.Delivery;

/// <summary>Why a delivery attempt failed; snake_case outside.</summary>
public enum FailureReason
{
    /// <summary>No answer in time.</summary>
    Timeout = 0,

    /// <summary>Refused, reset, name not resolved, TLS failed.</summary>
    Network = 1,

    /// <summary>429, or the vendor's word for it.</summary>
    RateLimited = 2,

    /// <summary>5xx, 408 or 425.</summary>
    ServerError = 3,

    /// <summary>401 or 403.</summary>
    Unauthorized = 4,

    /// <summary>Another 4xx: the receiver will never take this message.</summary>
    Rejected = 5,

    /// <summary>410: the receiver wants no more.</summary>
    Gone = 6,

    /// <summary>3xx: redirects are not followed.</summary>
    Redirected = 7,

    /// <summary>The address is private and the sink has no <c>allowPrivate</c>.</summary>
    PrivateAddress = 8,

    /// <summary>The sink is no longer in the config.</summary>
    SinkRemoved = 9,

    /// <summary>The sink was disabled after a 410.</summary>
    SinkDisabled = 10,

    /// <summary>Retried for 24 hours in vain.</summary>
    Exhausted = 11,

    /// <summary>The sink is no longer in the config, and a reference in its last settings names nothing any more.</summary>
    SinkSettingsLost = 12,
}
