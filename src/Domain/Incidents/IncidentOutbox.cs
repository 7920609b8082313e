using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>Turns a notice into notifications for the sinks that are to have it, and into a journal entry.</summary>
internal static class IncidentOutbox
{
    public static IncidentDecision Apply(
        IncidentState state, IncidentNotice notice, ImmutableDictionary<string, IncidentMember> changed, IssueReport? report, IncidentContext context)
    {
        var incident = notice.Incident;
        var verdicts = ImmutableArray<SinkVerdictEntry>.Empty;
        if (notice.Type is { } type)
        {
            var members = MembersOf(incident, changed, context);
            incident = Reminders.Set(incident with { Sequence = incident.Sequence + 1, LastNotifiedAt = context.Now }, context);
            var notification = Notify(state, notice, incident, members, context);
            var concerned = SinkFilter.Concerned(incident, type, members.Count > 0 ? members[0] : null, context);
            verdicts = SinkFilter.Judge(incident, concerned, type, context);
            var told = verdicts.Where(v => v.Suppressed is null).Select(v => v.Sink).ToList();
            incident = incident with { Concerned = concerned, Told = [.. incident.Told.Union(told)] };
            state = state with { Outbox = state.Outbox.AddRange(told.Select(s => new OutboundNotification(s, notification))) };
        }

        var shown = changed.Values.Concat(context.Members.Values).FirstOrDefault(m => m.Number == incident.Number)?.Issue;
        var entry = new IncidentJournalEntry
        {
            IncidentId = context.IncidentId(incident.Number),
            Issue = report?.Issue.Key.Value,
            Report = report?.Sequence,
            Change = report?.Change,
            Test = incident.IsTest ? report?.Trigger : null,
            Actor = report?.Issue.Actor,
            Channel = state.Channel,
            Status = incident.Status,
            Severity = incident.Severity,
            Title = incident.Title,
            Project = shown?.Project,
            Integration = shown?.Key.Integration,
            Type = notice.Type,
            Reason = notice.Reason,
            Sequence = notice.Type is null ? null : incident.Sequence,
            Suppressed = notice.Suppressed ?? (notice.Type is not null && verdicts.IsEmpty ? SuppressReason.NoSink : null),
            ConfigVersion = context.Table.Version,
            Sinks = verdicts,
            Silences = incident.Held?.By ?? [],
        };
        return new(IncidentRecords.Keep(state.With(incident), incident, incident.IsOpen() ? Newest(incident, changed, context) : MembersOf(incident, changed, context), context), changed, [entry]);
    }

    /// <summary>The member that changed, or any: enough for what lists filter by. There may be very many.</summary>
    private static List<IncidentMember> Newest(Incident incident, ImmutableDictionary<string, IncidentMember> changed, IncidentContext context) =>
        [.. changed.Values.Concat(context.Members.Values).Where(m => m.Number == incident.Number).Take(1)];

    /// <summary>The incident's members, the last seen first; of those seen at one instant, in the order of their keys.</summary>
    public static List<IncidentMember> MembersOf(Incident incident, ImmutableDictionary<string, IncidentMember> changed, IncidentContext context)
    {
        var members = changed.Values.Where(m => m.Number == incident.Number).ToList();
        members.AddRange(context.Members.Where(m => m.Value.Number == incident.Number && !changed.ContainsKey(m.Key)).Select(m => m.Value));
        members.Sort((a, b) => b.Issue.LastSeen.CompareTo(a.Issue.LastSeen) is not 0 and var order ? order : string.CompareOrdinal(a.Issue.Key.Value, b.Issue.Key.Value));
        return members;
    }

    private static Notification Notify(IncidentState state, IncidentNotice notice, Incident incident, List<IncidentMember> members, IncidentContext context) => new()
    {
        Type = notice.Type!.Value,
        Reason = notice.Reason!.Value,
        Timestamp = context.Now,
        IncidentId = context.IncidentId(incident.Number),
        Channel = state.Channel,
        Sequence = incident.Sequence,
        Status = incident.Status,
        Severity = incident.Severity,
        PreviousSeverity = notice.Before?.Severity ?? Severity.Ok,
        WasAcknowledged = notice.Before?.Status == IncidentStatus.Acknowledged,
        Title = incident.Title,
        StartedAt = incident.StartedAt,
        ResolvedAt = incident.IsTest ? null : incident.EndedAt,
        Labels = Labels(state, members),
        IssueCount = incident.Tally.Total,
        PreviousId = incident.Number > 1 && state.MoreEnded == 0 ? context.IncidentId(incident.Number - 1) : null,
        Issues = [.. members.Take(Notification.MaxIssues).Select(m => m.Issue)],
        IsTest = incident.IsTest,
    };

    private static ImmutableArray<Tag> Labels(IncidentState state, List<IncidentMember> members)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (members is [var newest, ..])
        {
            foreach (var label in newest.Labels)
                labels.TryAdd(label.Key, label.Value);
            if (newest.Issue.Project is { } project)
                labels.TryAdd("project", project);
            if (newest.Issue.Environment is { } environment)
                labels.TryAdd("environment", environment);
        }

        foreach (var value in state.Group)
            labels.TryAdd(value.Key, value.Value);
        return [.. labels.Select(l => new Tag(l.Key, l.Value))];
    }
}
