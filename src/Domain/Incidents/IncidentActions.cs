using System.Globalization;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Incidents;

/// <summary>
/// Decides what a person's action makes of an incident. A snooze is the incident's own; the others are given to its issues, whose
/// reports then change the incident: what is decided here is the intent, which is durable before the first issue has it.
/// </summary>
internal static class IncidentActions
{
    public static IncidentDecision Decide(IncidentState state, int number, PersonAction action, IncidentContext context)
    {
        if (state.Newest() is not { IsTest: false } newest || number > newest.Number || number < 1)
            return IncidentDecision.Unchanged(state) with { Action = ActionReason.Unknown };
        var subject = number.ToString(CultureInfo.InvariantCulture);
        if (ActionMemory.Find(state.Actions, subject, action) is { } answered)
            return IncidentDecision.Unchanged(state) with { Action = answered };

        var incident = state.Incident(number);
        var members = incident is null ? [] : IncidentOutbox.MembersOf(incident, ImmutableDictionary<string, IncidentMember>.Empty, context);
        var issues = members.Where(m => IsFor(action.Kind, m.Issue.Status)).Select(m => m.Issue.Key.Value).ToImmutableArray();
        var reason = incident is null ? ActionReason.Superseded : Reason(incident, action, issues.Length > 0);
        state = state with { Actions = ActionMemory.Add(state.Actions, subject, action, reason) };
        if (action.Key is not null)
            state = state with { LastChangeAt = context.Now };
        if (!reason.IsAccepted())
            return IncidentDecision.Unchanged(state) with { Action = reason };

        var changed = incident! with
        {
            SnoozedUntil = reason == ActionReason.Snoozed ? action.Until : incident.SnoozedUntil,
            Pending = reason == ActionReason.Snoozed ? null : incident.Pending,
            IsToReopen = reason == ActionReason.Reopened || incident.IsToReopen,
        };
        state = IncidentRecords.Keep(state.With(changed) with { LastChangeAt = context.Now }, changed, members, context);
        if (reason == ActionReason.Snoozed)
            issues = [.. issues.Where(issue => context.Table.Integration(new IssueKey(issue).Integration)?.Sentry is not null)];
        if (reason != ActionReason.Snoozed || !issues.IsEmpty)
            state = WithAct(state, number, action, issues, context);
        var entry = new IncidentJournalEntry
        {
            IncidentId = context.IncidentId(number),
            Action = reason,
            Actor = action.Actor,
            Note = action.Reason,
            Until = action.Until,
            ConfigVersion = context.Table.Version,
        };
        return new(state, ImmutableDictionary<string, IncidentMember>.Empty, [entry])
        {
            Action = reason,
            Audit = ActionAudit.Of(action, "incident", context.IncidentId(number), reason),
        };
    }

    private static IncidentState WithAct(IncidentState state, int number, PersonAction action, ImmutableArray<string> issues, IncidentContext context)
    {
        var id = state.LastAct + 1;
        var act = new IncidentAct
        {
            Id = id,
            Number = number,
            Action = action with { Key = string.Create(CultureInfo.InvariantCulture, $"incident {context.IncidentId(number)} {id}") },
            Issues = issues,
        };
        return state with { LastAct = id, Acts = state.Acts.Add(act) };
    }

    private static bool IsFor(ActionKind kind, IssueStatus status) => kind switch
    {
        ActionKind.Acknowledge => status == IssueStatus.Triggered,
        ActionKind.Resolve => status is IssueStatus.Triggered or IssueStatus.Acknowledged,
        ActionKind.Reopen => status is IssueStatus.Resolved or IssueStatus.Suppressed,
        ActionKind.Snooze => status is IssueStatus.Triggered or IssueStatus.Acknowledged,
        _ => false,
    };

    private static ActionReason Reason(Incident incident, PersonAction action, bool hasIssues) => action.Kind switch
    {
        ActionKind.Acknowledge => !incident.IsOpen() ? ActionReason.NotOpen : hasIssues ? ActionReason.Acknowledged : ActionReason.AlreadyInState,
        ActionKind.Resolve => incident.IsOpen() && hasIssues ? ActionReason.Resolved : ActionReason.AlreadyInState,
        ActionKind.Reopen => !incident.IsOpen() && hasIssues ? ActionReason.Reopened : ActionReason.AlreadyInState,
        ActionKind.Snooze => !incident.IsOpen() ? ActionReason.NotOpen : incident.SnoozedUntil == action.Until ? ActionReason.AlreadyInState : ActionReason.Snoozed,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.Kind, "Not an action on an incident."),
    };
}
