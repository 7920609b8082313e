namespace Router.Domain.Actions;

/// <summary>What became of a person's action; snake_case outside. The numbers are on disk: never reused.</summary>
public enum ActionReason : byte
{
    /// <summary>Accepted: taken.</summary>
    Acknowledged = 0,

    /// <summary>Accepted: ended.</summary>
    Resolved = 1,

    /// <summary>Accepted: open again.</summary>
    Reopened = 2,

    /// <summary>Accepted: snoozed.</summary>
    Snoozed = 3,

    /// <summary>Ignored: it is so already.</summary>
    AlreadyInState = 4,

    /// <summary>Ignored: it has ended, so there is nothing to acknowledge or snooze.</summary>
    NotOpen = 5,

    /// <summary>Ignored: a newer incident of the same group has taken its place.</summary>
    Superseded = 6,

    /// <summary>Not known here.</summary>
    Unknown = 7,

    /// <summary>The idempotency key was used before, for something else.</summary>
    KeyReused = 8,
}
