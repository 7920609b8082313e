namespace Router.Domain.Delivery;

/// <summary>What a notification says of its incident; <c>incident.{snake_case}</c> in a webhook's body.</summary>
public enum NotificationType
{
    /// <summary>It began.</summary>
    Triggered = 0,

    /// <summary>Its severity rose.</summary>
    Escalated = 1,

    /// <summary>Something else changed; the reason says what.</summary>
    Updated = 2,

    /// <summary>A person took it.</summary>
    Acknowledged = 3,

    /// <summary>It ended.</summary>
    Resolved = 4,

    /// <summary>It began again, under the same id.</summary>
    Reopened = 5,

    /// <summary>A test from Sentry's form or ours.</summary>
    Test = 6,
}
