using Router.Domain.Actions;
using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>Decides what a person's action makes of an issue: a mark like Sentry's own, newer than every mark there is, since the person acts on what there is.</summary>
internal static class IssueActions
{
    public static IssueDecision Decide(IssueState state, PersonAction action, bool isTwoWay, DateTimeOffset now)
    {
        var before = state.History.Phase;
        if (before.Status == IssueStatus.Unseen)
            return new(state, IngestReason.UnknownIssue, null, false) { Action = ActionReason.Unknown };
        if (ActionMemory.Find(state.Actions, "", action) is { } answered)
            return new(state, IngestReason.AlreadyInState, null, false) { Action = answered };
        if (action.Kind == ActionKind.Snooze)
            return Snooze(state, action, isTwoWay, now);

        var newest = state.History.Marks.IsEmpty ? state.History.Horizon : state.History.Marks[^1].At;
        var mark = new Mark { At = Math.Max(now.ToUnixTimeSeconds(), newest), Kind = Kind(action.Kind) };
        var step = IssueLifecycle.Step(before, mark);
        var reason = Reason(step.Reason, action.Kind, before);
        if (!reason.IsAccepted())
        {
            var remembered = action.Key is null ? state : state with { Actions = ActionMemory.Add(state.Actions, "", action, reason), LastInputAt = now };
            return new(remembered, step.Reason, null, action.Key is not null) { Action = reason };
        }

        var next = state with
        {
            History = state.History.Add(mark).History,
            LastInputAt = now,
            Actor = action.Actor,
            Actions = ActionMemory.Add(state.Actions, "", action, reason),
        };
        next = isTwoWay ? WithChange(next, action, now) : next;
        return new(IssueReports.AfterChange(next, before, IssueChange.Resolved, now), step.Reason, null, true) { Action = reason };
    }

    /// <summary>A snooze is the incident's; the issue only passes it on to Sentry.</summary>
    private static IssueDecision Snooze(IssueState state, PersonAction action, bool isTwoWay, DateTimeOffset now)
    {
        var reason = !state.History.Phase.IsOpen() ? ActionReason.NotOpen : isTwoWay ? ActionReason.Snoozed : ActionReason.AlreadyInState;
        if (!reason.IsAccepted())
            return new(state, IngestReason.AlreadyInState, null, false) { Action = reason };
        var next = state with { LastInputAt = now, Actions = ActionMemory.Add(state.Actions, "", action, reason) };
        return new(WithChange(next, action, now), IngestReason.AlreadyInState, null, true) { Action = reason };
    }

    private static IssueState WithChange(IssueState state, PersonAction action, DateTimeOffset now)
    {
        if (state.LastTrigger is not { Issue: { SentryIssue: not null } issue })
            return state;
        var id = state.LastChange + 1;
        return state with
        {
            LastChange = id,
            Change = new() { Id = id, Issue = issue, Kind = action.Kind, Actor = action.Actor, Until = action.Until },
            OwnChange = new(action.Kind, now, action.Until),
        };
    }

    private static MarkKind Kind(ActionKind kind) => kind switch
    {
        ActionKind.Acknowledge => MarkKind.Acknowledge,
        ActionKind.Resolve => MarkKind.Resolve,
        ActionKind.Reopen => MarkKind.Reopen,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an action on an issue."),
    };

    private static ActionReason Reason(IngestReason step, ActionKind action, IssuePhase before) => step switch
    {
        IngestReason.Acknowledged => ActionReason.Acknowledged,
        IngestReason.Resolved => ActionReason.Resolved,
        IngestReason.Reopened => ActionReason.Reopened,
        _ => action == ActionKind.Acknowledge && !before.IsOpen() ? ActionReason.NotOpen : ActionReason.AlreadyInState,
    };
}
