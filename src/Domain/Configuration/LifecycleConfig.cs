namespace Router.Domain.Configuration;

/// <summary>What Sentry's <c>issue</c> webhooks (and the same changes in <c>activity_alert</c>) do to an issue.</summary>
public sealed record LifecycleConfig
{
    /// <summary><c>issue.created</c>: <c>ignore</c> (default) or <c>trigger</c>.</summary>
    public bool CreatedTriggers { get; init; }

    /// <summary><c>issue.unresolved</c>: <c>reopen</c> (default) or <c>ignore</c>.</summary>
    public bool UnresolvedReopens { get; init; } = true;

    /// <summary><c>issue.assigned</c> by a person: <c>acknowledge</c> (default) or <c>ignore</c>.</summary>
    public bool AssignedAcknowledges { get; init; } = true;

    /// <summary><c>issue.ignored</c> / <c>archived</c>: <c>suppress</c> (default) or <c>ignore</c>.</summary>
    public bool ArchivedSuppresses { get; init; } = true;
}
