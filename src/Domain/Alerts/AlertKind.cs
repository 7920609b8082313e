namespace Router.Domain.Alerts;

/// <summary>What a webhook says of its issue, whatever Sentry called it.</summary>
public enum AlertKind
{
    /// <summary>Something happened (an issue alert fired): counted, deduplicated by delivery.</summary>
    Trigger = 0,

    /// <summary>A metric alert is at this severity: opens or moves the issue; idempotent, so never deduplicated by delivery.</summary>
    Level = 1,

    /// <summary>It is over.</summary>
    Resolve = 2,

    /// <summary>It is open again: regressed, escalating or unresolved by hand.</summary>
    Reopen = 3,

    /// <summary>A person took it.</summary>
    Acknowledge = 4,

    /// <summary>It was archived (ignored) in Sentry.</summary>
    Suppress = 5,
}
