using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>Decides what an issue's change makes of its incident, and whether anybody is told now, later or never. Pure and total.</summary>
public static class IncidentPolicy
{
    /// <summary>How soon the sweeper looks after notifications that the grain could not hand over itself.</summary>
    public static readonly TimeSpan OutboxPatience = TimeSpan.FromSeconds(2);

    /// <summary>How long a test is remembered, so that the same test is not sent twice.</summary>
    public static readonly TimeSpan TestMemory = TimeSpan.FromDays(1);

    /// <summary>
    /// How long an issue of an incident that is no longer known is remembered: a report that comes again in this time, because its issue
    /// did not learn that it had been taken, is no new one. They are let go when the next incident is.
    /// </summary>
    public static readonly TimeSpan ReportMemory = TimeSpan.FromHours(1);

    /// <summary>Takes an issue's report.</summary>
    public static IncidentDecision Decide(IncidentState state, IssueReport report, IncidentContext context)
    {
        var issue = report.Issue.Key.Value;
        var known = context.Members.GetValueOrDefault(issue);
        if (known is not null && report.Sequence <= known.Sequence)
            return IncidentDecision.Unchanged(state);

        if (state.Channel.Length == 0)
        {
            state = state with
            {
                Channel = report.Destination.Channel,
                Group = report.Destination.Group,
                MoreEnded = context.Key == MetricPair.Key(report.Destination.Channel, report.Trigger) ? MetricPair.MoreEnded : 0,
            };
        }

        state = state with { LastChangeAt = context.Now };

        var target = Target(state, known, report, context);
        var member = new IncidentMember
        {
            Sequence = report.Sequence,
            ReportedAt = context.Now,
            Number = target?.Number ?? known?.Number ?? 0,
            Issue = report.Issue,
            Trigger = report.Trigger,
            Labels = report.Destination.Labels,
        };
        var members = ImmutableDictionary<string, IncidentMember>.Empty.Add(issue, member);
        if (target is null)
            return new(state, members, []);
        state = state with { Claims = state.Claims.Moved(known, member, context) };

        var before = known?.Number == target.Number ? known : null;
        var tally = target.Tally.Moved(before, member);
        var isResolving = state.Acts.Any(a => a.Number == target.Number && a.Action.Kind == ActionKind.Resolve);
        var after = target with { Tally = tally, Status = tally.Status(), Severity = tally.Severity() };
        after = after with { EndedAt = after.Status == IncidentStatus.Resolved ? target.EndedAt ?? context.Now : null };
        if (after.IsOpen())
            after = after with { IsToReopen = false };
        var decision = IncidentNotice.Of(state.Incident(target.Number), after, before is null, isResolving, report.Change, context);
        var notice = NoisePipeline.Judge(decision, members, context);
        if (notice.Ask is { } ask)
            return IncidentDecision.Unchanged(state) with { Ask = ask };
        var applied = IncidentOutbox.Apply(state, notice, members, report, context);
        return applied with { Forgotten = Forgotten(state, applied, context) };
    }

    /// <summary>Takes a person's action on the incident with a number. <see cref="IncidentState.Acts"/> then holds what its issues are to be given.</summary>
    public static IncidentDecision Act(IncidentState state, int number, PersonAction action, IncidentContext context) =>
        IncidentActions.Decide(state, number, action, context);

    /// <summary>The state without an action that the issues have.</summary>
    public static IncidentState Acted(IncidentState state, long act) => state with { Acts = state.Acts.RemoveAll(a => a.Id == act) };

    /// <summary>The state without records that are written.</summary>
    public static IncidentState Recorded(IncidentState state, IReadOnlyCollection<IncidentRecord> written) =>
        state with { Records = state.Records.RemoveAll(written.Contains) };

    /// <summary>Does what has come due: first notifications after their delay, updates at their pace, what a snooze held back.</summary>
    public static IncidentDecision Wake(IncidentState state, IncidentContext context)
    {
        var journal = ImmutableArray.CreateBuilder<IncidentJournalEntry>();
        var none = ImmutableDictionary<string, IncidentMember>.Empty;
        state = WithRules(state, context);
        foreach (var incident in state.Incidents)
        {
            var due = IncidentNotice.Due(incident, context.Now);
            var notice = NoisePipeline.Due(incident, due, context);
            if (notice is null)
                continue;
            if (notice.Ask is { } ask)
                return IncidentDecision.Unchanged(state) with { Ask = ask };
            if (RateLimitStage.Counts(notice, context))
                context = context with { Channel = context.Channel.Used() };
            if (due is null && notice.Type is null)
            {
                state = state.With(notice.Incident);
                continue;
            }

            var decision = IncidentOutbox.Apply(state, notice, none, null, context);
            state = decision.State with { LastChangeAt = context.Now };
            journal.AddRange(decision.Journal);
        }

        return new(state, none, journal.ToImmutable());
    }

    /// <summary>A test: one notification, no members, nothing that stays open.</summary>
    public static IncidentDecision Test(IncidentState state, IssueReport report, IncidentContext context)
    {
        if (state.Newest() is not null)
            return IncidentDecision.Unchanged(state);
        var incident = new Incident
        {
            Number = 1,
            Severity = report.Issue.Severity,
            Title = report.Issue.Title,
            StartedAt = context.Now,
            EndedAt = context.Now,
            IsTest = true,
            Tally = MemberTally.Empty with { Total = 1 },
        };
        var member = new IncidentMember { Sequence = 1, Number = 1, Issue = report.Issue, Trigger = report.Trigger, Labels = report.Destination.Labels };
        var members = ImmutableDictionary<string, IncidentMember>.Empty.Add(report.Issue.Key.Value, member);
        state = state with { Channel = report.Destination.Channel, LastChangeAt = context.Now };
        var notice = new IncidentNotice(incident, NotificationType.Test, NotifyReason.Test, null);
        var decision = IncidentOutbox.Apply(state, notice, members, report, context);
        return decision with { Members = ImmutableDictionary<string, IncidentMember>.Empty };
    }

    /// <summary>When the grain must be woken: to hand over notifications, for a delay's or a snooze's end, for an update's pace, to look whether silences still hold. Null is never.</summary>
    public static DateTimeOffset? DueAt(IncidentState state)
    {
        var isSettled = state.Outbox.IsEmpty && state.Records.IsEmpty && state.Acts.IsEmpty && state.Claims.IsTold();
        DateTimeOffset? due = isSettled ? null : state.LastChangeAt + OutboxPatience;
        foreach (var incident in state.Incidents.Where(i => i.IsOpen() || i.Held is not null))
        {
            due = incident.SnoozedUntil is { } until ? Earlier(due, until)
                : Earlier(Earlier(Earlier(due, incident.DelayedUntil), incident.Pending?.At), incident.Held is { } held ? held.LookAt : Reminders.DueAt(incident));
        }

        return due ?? (IsTest(state) ? state.LastChangeAt + TestMemory : null);
    }

    /// <summary>True when a test has served its purpose.</summary>
    public static bool IsForgotten(IncidentState state, DateTimeOffset now) =>
        IsTest(state) && state.Outbox.IsEmpty && now >= state.LastChangeAt + TestMemory;

    /// <summary>The state without the notifications that the queues have.</summary>
    public static IncidentState HandedOver(IncidentState state, IReadOnlyCollection<OutboundNotification> taken) =>
        state with { Outbox = state.Outbox.RemoveAll(taken.Contains) };

    /// <summary>The state after the channel was told which keys are held open.</summary>
    public static IncidentState Claimed(IncidentState state, long version) => state with { Claims = state.Claims with { Told = version } };

    /// <summary>Has the noise rules of now take effect on what is open.</summary>
    private static IncidentState WithRules(IncidentState state, IncidentContext context)
    {
        if (state.Claims.Rules != context.Rules.Channel.InhibitSignature)
            state = state with { Claims = state.Claims.Anew(context.Members.Values, context), LastChangeAt = context.Now };
        foreach (var incident in state.Incidents)
        {
            if (Reminders.Set(incident, context) is var with && with.RemindAt != incident.RemindAt)
                state = state.With(with);
        }

        return state;
    }

    private static ImmutableArray<string> Forgotten(IncidentState before, IncidentDecision decision, IncidentContext context)
    {
        if (before.Incidents.All(i => decision.State.Incident(i.Number) is not null))
            return [];
        var known = decision.State.Incidents.Select(i => i.Number).ToHashSet();
        return [.. context.Members
            .Where(m => !known.Contains(m.Value.Number) && m.Value.ReportedAt + ReportMemory <= context.Now && !decision.Members.ContainsKey(m.Key))
            .Select(m => m.Key)];
    }

    private static bool IsTest(IncidentState state) => state.Newest() is { IsTest: true };

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private static Incident? Target(IncidentState state, IncidentMember? known, IssueReport report, IncidentContext context)
    {
        var own = known is null ? null : state.Incident(known.Number);
        if (own is not null && own.IsOpen())
            return own;
        if (report.Change is not (IssueChange.Opened or IssueChange.Reopened or IssueChange.Escalated))
            return null;

        var rules = context.Rules.Channel;
        var newest = state.Newest();
        if (state.MoreEnded > 0)
            return MetricPair.Target(state, own, report, context) ?? New(newest, report, context);
        if (newest is not null && newest.IsOpen() && context.Now < newest.StartedAt + rules.GroupWindow)
            return newest;
        if (own is not null && own.Number == newest?.Number && (own.IsToReopen || own.Held is not null || context.Now < own.EndedAt + rules.ReopenWithin))
            return own;
        return New(newest, report, context);
    }

    private static Incident New(Incident? newest, IssueReport report, IncidentContext context) => new()
    {
        Number = (newest?.Number ?? 0) + 1,
        Title = report.Issue.Title,
        StartedAt = context.Now,
        Flaps = newest is { EndedAt: not null } ? newest.Flaps : [],
    };
}
