using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;

namespace Router.Domain.TwoWay;

/// <summary>What follows from Sentry's state of an issue that is open here. Pure.</summary>
public static class Reconciliation
{
    /// <summary>The resource of what it tells the issue.</summary>
    public const string Resource = "reconcile";

    /// <summary>How often Sentry must say that it has not the issue.</summary>
    public const int MissesNeeded = 3;

    /// <summary>For how long at least, from the first time on.</summary>
    public static readonly TimeSpan MissedFor = TimeSpan.FromMinutes(10);

    private const string DeletedAction = "deleted";

    /// <summary>Sentry has said often and long enough that it has not the issue: what is left to ask is whether it is the token or the organisation that is wrong.</summary>
    /// <param name="misses">How many answers in a row were 404.</param>
    /// <param name="since">When the first was asked for.</param>
    /// <param name="now">This router's time.</param>
    public static bool IsMissing(int misses, DateTimeOffset since, DateTimeOffset now) => misses >= MissesNeeded && now - since >= MissedFor;

    /// <summary>What an issue is told that was deleted in Sentry; null when it isn't open any more.</summary>
    /// <param name="state">The issue here.</param>
    /// <param name="askedAt">When Sentry was asked.</param>
    public static AlertEvent? Deleted(IssueState state, DateTimeOffset askedAt) =>
        state.History.Phase.IsOpen() && state.LastTrigger is { } trigger ? Told(trigger, AlertKind.Resolve, DeletedAction, askedAt) : null;

    /// <summary>It says that the issue was deleted.</summary>
    internal static bool IsDeleted(AlertEvent alert) => alert is { Resource: Resource, Action: DeletedAction };

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
        return kind is not { } lost ? null : Told(trigger, lost, issue.Status, askedAt) with
        {
            ResolvedInRelease = lost == AlertKind.Resolve && issue.IsResolvedInRelease,
            SuppressedUntil = lost == AlertKind.Suppress ? issue.IgnoredUntil : null,
        };
    }

    private static AlertEvent Told(AlertEvent trigger, AlertKind kind, string action, DateTimeOffset askedAt) => new()
    {
        Integration = trigger.Integration,
        Issue = trigger.Issue,
        Kind = kind,
        Resource = Resource,
        Action = action,
        Severity = kind == AlertKind.Resolve ? Severity.Ok : trigger.Severity,
        OrderTime = DateTimeOffset.FromUnixTimeSeconds(askedAt.ToUnixTimeSeconds()),
        ReceivedAt = askedAt,
        Projects = trigger.Projects,
        Title = trigger.Title,
        Actor = "Sentry",
    };
}
