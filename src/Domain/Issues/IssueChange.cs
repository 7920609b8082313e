namespace Router.Domain.Issues;

/// <summary>What changed about an issue, said to the incidents that it reached. The numbers are on disk: never reused.</summary>
public enum IssueChange : byte
{
    /// <summary>It opened, or opened anew, or reached this channel for the first time.</summary>
    Opened = 0,

    /// <summary>Sentry said unresolved, regressed or escalating.</summary>
    Reopened = 1,

    /// <summary>Its severity rose.</summary>
    Escalated = 2,

    /// <summary>Its severity fell.</summary>
    Lowered = 3,

    /// <summary>A person took it.</summary>
    Acknowledged = 4,

    /// <summary>It was resolved.</summary>
    Resolved = 5,

    /// <summary>It was archived.</summary>
    Archived = 6,

    /// <summary>No trigger came for long.</summary>
    Quiet = 7,

    /// <summary>Sentry has it no longer.</summary>
    Deleted = 8,
}
