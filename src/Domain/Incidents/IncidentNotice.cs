using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>An incident after a change, and what is to be said of it now.</summary>
/// <param name="Incident">The incident, with delay and pending update kept up.</param>
/// <param name="Type">What is said now; null is nothing.</param>
/// <param name="Reason">Why.</param>
/// <param name="Suppressed">Why nothing is said, or not yet.</param>
/// <param name="Before">The incident before the change, where there was one.</param>
internal sealed record IncidentNotice(Incident Incident, NotificationType? Type, NotifyReason? Reason, SuppressReason? Suppressed, Incident? Before = null)
{
    /// <summary>What the channel must be asked before the stages can judge.</summary>
    public ChannelAsk? Ask { get; init; }

    /// <summary>What follows from an issue's change.</summary>
    /// <param name="before">The incident before; null when it is new.</param>
    /// <param name="after">The incident with the changed issue counted.</param>
    /// <param name="joined">The issue is new to the incident.</param>
    /// <param name="isResolving">A person is resolving it: its issues are about to end, one after the other.</param>
    /// <param name="change">The issue's change.</param>
    /// <param name="context">The rules and the time.</param>
    public static IncidentNotice Of(Incident? before, Incident after, bool joined, bool isResolving, IssueChange change, IncidentContext context)
    {
        if (before is null)
            return Begin(after, context) with { Before = null };
        var notice = Changed(before, after, joined, isResolving, change, context);
        return notice with { Before = before };
    }

    /// <summary>What has come due, or null.</summary>
    public static IncidentNotice? Due(Incident incident, DateTimeOffset now)
    {
        if (!incident.IsOpen() || incident.SnoozedUntil > now)
            return null;
        if (incident.SnoozedUntil is not null && incident.DelayedUntil is null)
            return new(incident with { SnoozedUntil = null, Pending = null }, NotificationType.Updated, NotifyReason.SnoozeEnded, null, incident);
        if (incident.SnoozedUntil is not null && incident.DelayedUntil > now)
            return new(incident with { SnoozedUntil = null }, null, null, SuppressReason.Delay, incident);
        if (incident.DelayedUntil <= now)
            return new(incident with { DelayedUntil = null, SnoozedUntil = null }, NotificationType.Triggered, NotifyReason.FirstNotification, null, incident);
        if (incident.Pending is { } pending && pending.At <= now && incident.DelayedUntil is null)
            return new(incident with { Pending = null }, NotificationType.Updated, pending.Reason, null, incident);
        return Reminders.IsDue(incident, now) ? new(incident, NotificationType.Updated, NotifyReason.Reminder, null, incident) : null;
    }

    private static IncidentNotice Begin(Incident incident, IncidentContext context)
    {
        var delay = context.Rules.Channel.Delay;
        return delay > TimeSpan.Zero
            ? new(incident with { DelayedUntil = context.Now + delay }, null, null, SuppressReason.Delay)
            : new(incident, NotificationType.Triggered, NotifyReason.FirstNotification, null);
    }

    private static IncidentNotice Changed(Incident before, Incident after, bool joined, bool isResolving, IssueChange change, IncidentContext context)
    {
        if (!after.IsOpen())
            return before.IsOpen() ? Ended(after, change) : new(after, null, null, SuppressReason.Repeat);
        if (!before.IsOpen())
            return after.IsAnnounced() ? new(after, NotificationType.Reopened, NotifyReason.Reopened, null) : Begin(after, context);
        if (after.Severity > before.Severity)
            after = after with { SnoozedUntil = null };
        if (after.DelayedUntil is not null)
            return new(after, null, null, SuppressReason.Delay);
        if (after.Severity > before.Severity)
            return new(after with { Pending = null }, NotificationType.Escalated, NotifyReason.SeverityRaised, null);
        if (after.Status == IncidentStatus.Acknowledged && before.Status == IncidentStatus.Triggered)
            return new(after, NotificationType.Acknowledged, NotifyReason.Acknowledged, null);
        if (after.SnoozedUntil > context.Now)
            return new(after, null, null, SuppressReason.Snoozed);
        if (isResolving && change == IssueChange.Resolved)
            return new(after, null, null, SuppressReason.ActionUnderWay);
        if (StormRule.Reached(after, context.Rules.Channel) is { } threshold)
            return new(after with { StormTold = threshold, Pending = null }, NotificationType.Updated, NotifyReason.Storm, null);
        if (joined || change is IssueChange.Opened or IssueChange.Reopened)
            return Paced(after, NotifyReason.IssueAdded, context);
        if (change is IssueChange.Resolved or IssueChange.Archived or IssueChange.Quiet or IssueChange.Deleted)
            return Paced(after, NotifyReason.IssueResolved, context);
        return after.Severity < before.Severity
            ? Paced(after, NotifyReason.SeverityLowered, context)
            : new(after, null, null, SuppressReason.Repeat);
    }

    private static IncidentNotice Ended(Incident after, IssueChange change)
    {
        var ended = after with { Pending = null, DelayedUntil = null, SnoozedUntil = null };
        if (!after.IsAnnounced())
            return new(ended, null, null, SuppressReason.EndedWithinDelay);
        var reason = change switch
        {
            IssueChange.Archived => NotifyReason.Archived,
            IssueChange.Quiet => NotifyReason.Quiet,
            IssueChange.Deleted => NotifyReason.Deleted,
            _ => NotifyReason.Resolved,
        };
        return new(ended, NotificationType.Resolved, reason, null);
    }

    private static IncidentNotice Paced(Incident after, NotifyReason reason, IncidentContext context)
    {
        var at = (after.LastNotifiedAt ?? context.Now) + context.Rules.Channel.UpdateEvery;
        if (after.Pending is null && at <= context.Now)
            return new(after, NotificationType.Updated, reason, null);
        var said = after.Pending is { } pending && pending.Reason < reason ? pending.Reason : reason;
        return new(after with { Pending = new(said, at) }, null, null, SuppressReason.UpdatePace);
    }
}
