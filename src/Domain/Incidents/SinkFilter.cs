using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Incidents;

/// <summary>Which sinks of a channel have a notification: by <c>when</c>, <c>events</c>, <c>tests</c>, and by what they were told before.</summary>
internal static class SinkFilter
{
    /// <summary>The sinks that the incident concerns after this notification: whose <c>when</c> is true now or was true once.</summary>
    public static ImmutableArray<string> Concerned(Incident incident, NotificationType type, IncidentMember? newest, IncidentContext context)
    {
        if (type is NotificationType.Resolved or NotificationType.Acknowledged || newest is null)
            return incident.Concerned;
        var input = new ConditionInput(newest.Trigger with { Severity = incident.Severity }, newest.Labels);
        return [.. context.Rules.Sinks
            .Where(s => incident.Concerned.Contains(s.Id) || s.When is null || s.When.Matches(input))
            .Select(s => s.Id)
            .Union(incident.Concerned)];
    }

    /// <summary>Each sink's verdict.</summary>
    public static ImmutableArray<SinkVerdictEntry> Judge(Incident incident, ImmutableArray<string> concerned, NotificationType type, IncidentContext context) =>
        [.. context.Rules.SinksFor(incident, context.Table).Select(s => new SinkVerdictEntry(s.Id, Suppressed(s, incident, concerned, type))), .. Removed(incident, type, context)];

    /// <summary>The sinks that were told and are no longer in the config: they get the end, and nothing else.</summary>
    private static IEnumerable<SinkVerdictEntry> Removed(Incident incident, NotificationType type, IncidentContext context) =>
        type == NotificationType.Resolved ? incident.Told.Where(id => context.Table.Sink(id) is null).Select(id => new SinkVerdictEntry(id, null)) : [];

    private static SuppressReason? Suppressed(SinkConfig sink, Incident incident, ImmutableArray<string> concerned, NotificationType type)
    {
        if (type == NotificationType.Test)
            return sink.Tests ? concerned.Contains(sink.Id) ? null : SuppressReason.SinkCondition : SuppressReason.TestsOff;
        if (type == NotificationType.Resolved && incident.Told.Contains(sink.Id))
            return null;
        if (!concerned.Contains(sink.Id))
            return type is NotificationType.Resolved or NotificationType.Acknowledged ? SuppressReason.NeverTold : SuppressReason.SinkCondition;
        var wouldReopen = type == NotificationType.Updated && !incident.IsOpen() && sink.Family == SinkFamily.Pager;
        return sink.Events.Contains(type) && !wouldReopen ? null : SuppressReason.SinkEvents;
    }
}
