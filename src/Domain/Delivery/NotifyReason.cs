namespace Router.Domain.Delivery;

/// <summary>Why somebody is told; snake_case outside.</summary>
public enum NotifyReason
{
    /// <summary>The incident's first notification.</summary>
    FirstNotification = 0,

    /// <summary>The severity rose.</summary>
    SeverityRaised = 1,

    /// <summary>Issues joined the incident.</summary>
    IssueAdded = 2,

    /// <summary>Some of its issues ended, others are open.</summary>
    IssueResolved = 3,

    /// <summary>The severity fell.</summary>
    SeverityLowered = 4,

    /// <summary>A person took it.</summary>
    Acknowledged = 5,

    /// <summary>Sentry said resolved, or a person did.</summary>
    Resolved = 6,

    /// <summary>All its issues were archived.</summary>
    Archived = 7,

    /// <summary>No trigger came for the channel's <c>autoResolveAfter</c>.</summary>
    Quiet = 8,

    /// <summary>It triggered again within the channel's <c>reopenWithin</c>, or Sentry said unresolved.</summary>
    Reopened = 9,

    /// <summary>A test.</summary>
    Test = 10,

    /// <summary>Sentry has its issues no longer: they were deleted there.</summary>
    Deleted = 11,

    /// <summary>A person's snooze has run out, and it is open still.</summary>
    SnoozeEnded = 20,

    /// <summary>It is open still, and nobody has acknowledged it: the channel's <c>repeatEvery</c>.</summary>
    Reminder = 40,

    /// <summary>So many issues have joined it: the channel's <c>storm</c>.</summary>
    Storm = 41,

    /// <summary>What the channel's <c>rateLimit</c> held back, in one message.</summary>
    Summary = 42,

    /// <summary>It begins and ends over and over: nothing more is said until the mute of the channel's <c>flapping</c> ends.</summary>
    FlappingStarted = 43,

    /// <summary>The mute is over; this is where it stands.</summary>
    FlappingEnded = 44,
}
