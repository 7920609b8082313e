namespace Router.Domain.Alerts;

/// <summary>Why a webhook had its outcome; the contract's closed set, snake_case outside.</summary>
public enum IngestReason
{
    /// <summary>Accepted: it opened the issue, or a new episode of it.</summary>
    Triggered = 0,

    /// <summary>Accepted: a further event of an open or suppressed issue; counted, nobody told.</summary>
    Repeated = 1,

    /// <summary>Accepted: the severity rose.</summary>
    Escalated = 2,

    /// <summary>Accepted: the severity fell; recorded, nobody told.</summary>
    Lowered = 3,

    /// <summary>Accepted: it resolved the issue.</summary>
    Resolved = 4,

    /// <summary>Accepted: it opened the issue again.</summary>
    Reopened = 5,

    /// <summary>Accepted: a person took the issue.</summary>
    Acknowledged = 6,

    /// <summary>Accepted: the issue was archived in Sentry.</summary>
    Suppressed = 7,

    /// <summary>Accepted: older than what the issue already knows; counted and remembered, the status stays.</summary>
    Late = 8,

    /// <summary>Accepted: a test, delivered as such.</summary>
    Test = 9,

    /// <summary>Duplicate: the same Idempotency-Key.</summary>
    SameDelivery = 10,

    /// <summary>Duplicate: the same event and rule.</summary>
    SameEventAndRule = 11,

    /// <summary>Ignored: a change of an issue that was never triggered here.</summary>
    UnknownIssue = 12,

    /// <summary>Ignored: the issue is in that state already.</summary>
    AlreadyInState = 13,

    /// <summary>Ignored: a resource that the router does not handle.</summary>
    ResourceNotHandled = 14,

    /// <summary>Ignored: an action that the router does not handle.</summary>
    ActionNotHandled = 15,

    /// <summary>Ignored: the integration's <c>lifecycle</c> says so.</summary>
    LifecycleOff = 16,

    /// <summary>Ignored: the echo of our own change in Sentry.</summary>
    OwnChange = 17,

    /// <summary>Accepted, in a cluster: its issue could not be reached in time; it is on disk, and its issue is given it within seconds.</summary>
    Queued = 18,
}
