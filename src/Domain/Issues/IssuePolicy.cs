using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Routing;
using Router.Domain.TwoWay;

namespace Router.Domain.Issues;

/// <summary>Decides what an input makes of an issue: deduplicates, orders, counts, and says what the incidents must be told. Pure and total.</summary>
public static class IssuePolicy
{
    /// <summary>How long changes of an issue that was never triggered are remembered.</summary>
    public static readonly TimeSpan UnseenMemory = TimeSpan.FromDays(1);

    /// <summary>How soon the sweeper looks after reports that the grain could not hand over itself.</summary>
    public static readonly TimeSpan OutboxPatience = TimeSpan.FromSeconds(2);

    /// <summary>Decides.</summary>
    /// <param name="state">The state so far.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">This router's time.</param>
    public static IssueDecision Decide(IssueState state, IssueInput input, DateTimeOffset now)
    {
        if (input.IsQuietTimeout)
            return Quiet(state, now);
        if (input.Action is { } action)
            return IssueActions.Decide(state, action, input.IsTwoWay, now);
        return input.Alert!.Kind is AlertKind.Trigger or AlertKind.Level
            ? Trigger(state, input.Alert, input.Route!, now)
            : Change(state, input.Alert, now);
    }

    /// <summary>When the grain must be woken: to hand over reports, to end as quiet, to be forgotten. Null is never.</summary>
    public static DateTimeOffset? DueAt(IssueState state)
    {
        if (state.Outbox.Length > 0 || state.Change is not null)
            return state.LastInputAt + OutboxPatience;
        if (state.History.Phase.Status == IssueStatus.Unseen)
            return state.LastInputAt + UnseenMemory;
        return state.History.Phase.IsOpen() ? QuietAt(state) : null;
    }

    /// <summary>True when a never triggered issue's memory has run out.</summary>
    public static bool IsForgotten(IssueState state, DateTimeOffset now) =>
        state.History.Phase.Status == IssueStatus.Unseen && state.Outbox.IsEmpty && now >= state.LastInputAt + UnseenMemory;

    /// <summary>True when the auto-resolve time has passed.</summary>
    public static bool IsQuiet(IssueState state, DateTimeOffset now) => state.History.Phase.IsOpen() && QuietAt(state) <= now;

    /// <summary>The state without reports that the incidents have.</summary>
    public static IssueState HandedOver(IssueState state, long upTo) =>
        state with { Outbox = state.Outbox.RemoveAll(r => r.Sequence <= upTo) };

    /// <summary>The state without a change that is handed over.</summary>
    public static IssueState ChangeHandedOver(IssueState state, long id) => state.Change?.Id <= id ? state with { Change = null } : state;

    /// <summary>The report of a test to one destination: under a key of its own, so that it meets no real incident.</summary>
    public static IssueReport TestReport(AlertEvent alert, Destination destination, DateTimeOffset now)
    {
        var key = TestIncident(alert, destination.Channel);
        var state = new IssueState { LastTrigger = alert, ShortId = alert.ShortId, Count = 1, FirstSeen = alert.OrderTime, LastSeen = alert.OrderTime };
        return IssueReports.Report(state, destination with { Incident = key }, IssueChange.Opened, now);
    }

    /// <summary>The incident grain of a test at a channel.</summary>
    public static IncidentKey TestIncident(AlertEvent alert, string channel) =>
        IncidentKey.Of(channel, "test", alert.EventId ?? alert.IdempotencyKey ?? alert.Issue.Value, alert.Rule);

    private static DateTimeOffset? QuietAt(IssueState state) => state.LastTriggerAt + state.AutoResolveAfter;

    private static IssueDecision Trigger(IssueState state, AlertEvent alert, RouteDecision route, DateTimeOffset now)
    {
        var isEvent = alert.Kind == AlertKind.Trigger;
        var fingerprint = isEvent || alert.IdempotencyKey is not null ? DeliveryWindow.Fingerprint(alert) : null;
        if (fingerprint is { } f && state.Deliveries.Contains(f, now))
        {
            var same = !isEvent ? IngestReason.AlreadyInState : alert.IdempotencyKey is null ? IngestReason.SameEventAndRule : IngestReason.SameDelivery;
            return new(state, same, null, false);
        }

        var mark = new Mark { At = alert.OrderTime.ToUnixTimeSeconds(), Kind = MarkKind.Trigger, Severity = HighestSeverity(alert, route), Release = alert.Release };
        if (!isEvent && state.History.Contains(mark))
            return new(state, IngestReason.AlreadyInState, null, false);

        var before = state.History.Phase;
        var inRelease = IssueLifecycle.IsResolvedInRelease(before, alert.Release);
        var (history, reason) = state.History.Add(mark);
        var isNewest = state.LastTrigger is null || alert.OrderTime >= state.LastSeen;
        var next = state with
        {
            History = history,
            Count = state.Count + 1,
            CreatedAt = state.CreatedAt ?? (state.Count == 0 ? now : state.FirstSeen),
            FirstSeen = state.Count == 0 || alert.OrderTime < state.FirstSeen ? alert.OrderTime : state.FirstSeen,
            LastSeen = isNewest ? alert.OrderTime : state.LastSeen,
            LastTriggerAt = now,
            LastInputAt = now,
            LastTrigger = isNewest ? alert.SharedWith(state.LastTrigger) : state.LastTrigger,
            ShortId = alert.ShortId ?? state.ShortId,
            AutoResolveAfter = isNewest ? route.AutoResolveAfter : state.AutoResolveAfter,
            Deliveries = fingerprint is { } taken ? state.Deliveries.Add(taken, now) : state.Deliveries,
        };

        next = IssueReports.AfterTrigger(next, before, route, now);
        var told = next.LastReport != state.LastReport;
        if (told && reason is IngestReason.Repeated && next.Outbox[^1].Change == IssueChange.Escalated)
            reason = IngestReason.Escalated;
        SuppressReason? suppressed = told ? null
            : inRelease ? SuppressReason.ResolvedInRelease
            : history.Phase.Status == IssueStatus.Suppressed ? SuppressReason.IssueSuppressed
            : route.Destinations.Any(d => d.DroppedBy is not null) ? SuppressReason.Silenced
            : SuppressReason.Repeat;
        var duesEarlier = next.AutoResolveAfter != state.AutoResolveAfter;
        return new(next, reason, suppressed, told || duesEarlier || before.Status != history.Phase.Status || before.Severity != history.Phase.Severity);
    }

    private static IssueDecision Change(IssueState state, AlertEvent alert, DateTimeOffset now)
    {
        if (state.OwnChange is { } own && own.IsEcho(alert, now))
            return new(state with { OwnChange = own with { IsEchoed = true } }, IngestReason.OwnChange, null, false);
        var mark = new Mark
        {
            At = alert.OrderTime.ToUnixTimeSeconds(),
            Kind = Kind(alert.Kind),
            InRelease = alert.ResolvedInRelease,
            Until = alert.SuppressedUntil?.ToUnixTimeSeconds(),
        };
        var before = state.History.Phase;
        // The mark alone does not tell a delivery that comes again: it may be settled by then, or have the time of another arrival.
        var fingerprint = alert.IdempotencyKey is null ? null : DeliveryWindow.Fingerprint(alert);
        if (state.History.Contains(mark) || (fingerprint is { } f && state.Deliveries.Contains(f, now)))
            return new(state, before.Status == IssueStatus.Unseen ? IngestReason.UnknownIssue : IngestReason.AlreadyInState, null, false);

        var deliveries = fingerprint is { } taken ? state.Deliveries.Add(taken, now) : state.Deliveries;
        var (history, reason) = state.History.Add(mark);
        if (ReferenceEquals(history, state.History))
            return new(state with { Deliveries = deliveries }, reason, null, false);
        var changed = history.Phase.Status != before.Status;
        var next = state with
        {
            History = history,
            LastInputAt = now,
            Actor = changed ? alert.Actor : state.Actor,
            ShortId = alert.ShortId ?? state.ShortId,
            Deliveries = deliveries,
        };
        next = IssueReports.AfterChange(next, before, Reconciliation.IsDeleted(alert) ? IssueChange.Deleted : IssueChange.Resolved, now);
        return new(next, reason, null, true);
    }

    private static IssueDecision Quiet(IssueState state, DateTimeOffset now)
    {
        if (!IsQuiet(state, now))
            return new(state, IngestReason.AlreadyInState, null, false);
        var newest = state.History.Marks.IsEmpty ? state.History.Horizon : state.History.Marks[^1].At;
        var mark = new Mark { At = Math.Max(now.ToUnixTimeSeconds(), newest), Kind = MarkKind.Resolve };
        var before = state.History.Phase;
        var (history, reason) = state.History.Add(mark);
        var next = state with { History = history, LastInputAt = now, Actor = null };
        return new(IssueReports.AfterChange(next, before, IssueChange.Quiet, now), reason, null, true);
    }

    private static Severity HighestSeverity(AlertEvent alert, RouteDecision route)
    {
        if (route.Destinations.IsEmpty)
            return alert.Severity;
        var highest = Severity.Ok;
        foreach (var destination in route.Destinations)
            highest = destination.Severity > highest ? destination.Severity : highest;
        return highest;
    }

    private static MarkKind Kind(AlertKind kind) => kind switch
    {
        AlertKind.Resolve => MarkKind.Resolve,
        AlertKind.Reopen => MarkKind.Reopen,
        AlertKind.Acknowledge => MarkKind.Acknowledge,
        AlertKind.Suppress => MarkKind.Suppress,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a change of status."),
    };
}
