namespace Router.Domain.Actions;

/// <summary>What a person does to an issue or an incident. The numbers are on disk: never reused.</summary>
public enum ActionKind : byte
{
    /// <summary>Take it.</summary>
    Acknowledge = 0,

    /// <summary>End it.</summary>
    Resolve = 1,

    /// <summary>Open it again.</summary>
    Reopen = 2,

    /// <summary>Say nothing of it until a time; incidents only.</summary>
    Snooze = 3,
}
