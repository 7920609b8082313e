using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Routing;

namespace Router.Domain.Issues;

/// <summary>What the incidents must be told after a phase has changed: fills the outbox, keeps the reach.</summary>
internal static class IssueReports
{
    /// <summary>After a trigger: opened, escalated or lowered, or a channel reached for the first time.</summary>
    public static IssueState AfterTrigger(IssueState state, IssuePhase before, RouteDecision route, DateTimeOffset now)
    {
        var phase = state.History.Phase;
        if (!phase.IsOpen())
        {
            if (state.Reached.IsEmpty)
                state = state with { Reached = [.. Reachable(route).Select(d => new Reach(d))] };
            return AfterChange(state, before, IssueChange.Resolved, now);
        }

        var opened = !before.IsOpen();
        if (opened)
            state = state with { Reached = [], Actor = phase.Status == IssueStatus.Acknowledged ? state.Actor : null };
        foreach (var destination in Reachable(route))
            state = Reach(state, destination, now);
        return opened && phase.Status == IssueStatus.Acknowledged ? TellAll(state, IssueChange.Acknowledged, now) : state;
    }

    /// <summary>After a change of status: everyone who was reached is told.</summary>
    /// <param name="state">The state with the new phase.</param>
    /// <param name="before">The phase before.</param>
    /// <param name="end">What it is called where the issue has ended.</param>
    /// <param name="now">This router's time.</param>
    public static IssueState AfterChange(IssueState state, IssuePhase before, IssueChange end, DateTimeOffset now)
    {
        var phase = state.History.Phase;
        if (phase.Status == before.Status)
            return state;
        return phase.Status switch
        {
            IssueStatus.Triggered => TellAll(state, IssueChange.Reopened, now),
            IssueStatus.Acknowledged when before.IsOpen() => TellAll(state, IssueChange.Acknowledged, now),
            IssueStatus.Acknowledged => TellAll(TellAll(state, IssueChange.Reopened, now), IssueChange.Acknowledged, now),
            IssueStatus.Resolved when before.IsOpen() => TellAll(state, end, now),
            IssueStatus.Suppressed when before.IsOpen() => TellAll(state, IssueChange.Archived, now),
            _ => state,
        };
    }

    private static ImmutableArray<Destination> Reachable(RouteDecision route) => route.Destinations.RemoveAll(d => d.DroppedBy is not null);

    private static IssueState Reach(IssueState state, Destination destination, DateTimeOffset now)
    {
        for (var i = 0; i < state.Reached.Length; i++)
        {
            var known = state.Reached[i];
            if (known.Destination.Channel != destination.Channel)
                continue;
            if (known.Severity() == destination.Severity)
                return state;
            var moved = known.Destination with { Severity = destination.Severity, Labels = destination.Labels };
            state = state with { Reached = state.Reached.SetItem(i, new(moved)) };
            return Tell(state, moved, destination.Severity > known.Severity() ? IssueChange.Escalated : IssueChange.Lowered, now);
        }

        state = state with { Reached = state.Reached.Add(new(destination)) };
        return Tell(state, destination, IssueChange.Opened, now);
    }

    private static IssueState TellAll(IssueState state, IssueChange change, DateTimeOffset now)
    {
        foreach (var reach in state.Reached)
            state = Tell(state, reach.Destination, change, now);
        return state;
    }

    private static IssueState Tell(IssueState state, Destination destination, IssueChange change, DateTimeOffset now)
    {
        var report = Report(state, destination, change, now);
        return state with { Outbox = state.Outbox.Add(report), LastReport = report.Sequence };
    }

    /// <summary>The next report to one destination.</summary>
    public static IssueReport Report(IssueState state, Destination destination, IssueChange change, DateTimeOffset now) => new()
    {
        Sequence = state.LastReport + 1,
        Destination = destination,
        Change = change,
        At = now,
        Issue = View(state, destination, change),
        Trigger = state.LastTrigger!,
    };

    private static NotificationIssue View(IssueState state, Destination destination, IssueChange change)
    {
        var trigger = state.LastTrigger!;
        var phase = state.History.Phase;
        return new NotificationIssue
        {
            Key = trigger.Issue,
            ShortId = state.ShortId,
            Status = change is IssueChange.Opened or IssueChange.Reopened ? IssueStatus.Triggered : phase.Status,
            Severity = phase.Status == IssueStatus.Resolved ? Severity.Ok : destination.Severity,
            Title = trigger.Title ?? trigger.Rule ?? trigger.Issue.Value,
            Culprit = trigger.Culprit,
            Project = trigger.Projects is [var project, ..] ? project : null,
            Environment = trigger.Environment,
            Rule = trigger.Rule,
            Count = state.Count,
            FirstSeen = state.FirstSeen,
            LastSeen = state.LastSeen,
            Actor = state.Actor,
            Url = trigger.Url,
        };
    }
}
