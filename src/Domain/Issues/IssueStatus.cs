namespace Router.Domain.Issues;

/// <summary>Where an issue stands.</summary>
public enum IssueStatus
{
    /// <summary>Changes arrived, a trigger never did: remembered for a day for their order, shown nowhere.</summary>
    Unseen = 0,

    /// <summary>Open.</summary>
    Triggered = 1,

    /// <summary>Open, and a person took it.</summary>
    Acknowledged = 2,

    /// <summary>Archived in Sentry.</summary>
    Suppressed = 3,

    /// <summary>Over.</summary>
    Resolved = 4,
}
