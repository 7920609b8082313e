using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;

namespace Router.Domain.TwoWay;

/// <summary>What follows from Sentry's state of an issue that is open here. Pure.</summary>
public static class Reconciliation
{
    /// <summary>The resource of what it tells the issue.</summary>
    public const string Resource = "reconcile";

    /// <summary>What a webhook that was lost would have said; null when nothing was lost.</summary>
    /// <param name="state">The issue here.</param>
    /// <param name="issue">The issue there.</param>
    /// <param name="integration">Its integration.</param>
    /// <param name="askedAt">When Sentry was asked: what happened here since then is newer.</param>
    public static AlertEvent? Lost(IssueState state, SentryIssue issue, IntegrationConfig integration, DateTimeOffset askedAt)
    {
        if (!state.History.Phase.IsOpen() || state.LastTrigger is not { } trigger || state.Change is not null)
            return null;
        AlertKind? kind = issue.Status switch
        {
            "resolved" => AlertKind.Resolve,
            "ignored" when integration.Lifecycle.ArchivedSuppresses && state.OwnChange?.IsSnoozing(askedAt) != true => AlertKind.Suppress,
            _ => null,
        };
        return kind is not { } lost ? null : new AlertEvent
        {
            Integration = trigger.Integration,
            Issue = trigger.Issue,
            Kind = lost,
            Resource = Resource,
            Action = issue.Status,
            Severity = lost == AlertKind.Resolve ? Severity.Ok : trigger.Severity,
            OrderTime = DateTimeOffset.FromUnixTimeSeconds(askedAt.ToUnixTimeSeconds()),
            ReceivedAt = askedAt,
            Projects = trigger.Projects,
            Title = trigger.Title,
            Actor = "Sentry",
            ResolvedInRelease = lost == AlertKind.Resolve && issue.IsResolvedInRelease,
            SuppressedUntil = lost == AlertKind.Suppress ? issue.IgnoredUntil : null,
        };
    }
}
