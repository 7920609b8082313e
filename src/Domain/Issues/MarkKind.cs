namespace Router.Domain.Issues;

/// <summary>What moves an issue through its lifecycle. The numbers are on disk: never reused.</summary>
public enum MarkKind : byte
{
    /// <summary>An event, or a metric alert's level.</summary>
    Trigger = 0,

    /// <summary>It is over.</summary>
    Resolve = 1,

    /// <summary>Regressed, escalating or unresolved.</summary>
    Reopen = 2,

    /// <summary>A person took it.</summary>
    Acknowledge = 3,

    /// <summary>Archived in Sentry.</summary>
    Suppress = 4,
}
