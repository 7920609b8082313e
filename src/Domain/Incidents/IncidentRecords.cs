using Router.Domain.Delivery;

namespace Router.Domain.Incidents;

/// <summary>Keeps the records that are to be written: the newest of each incident that changed.</summary>
internal static class IncidentRecords
{
    public static IncidentState Keep(IncidentState state, Incident incident, IReadOnlyList<IncidentMember> members, IncidentContext context)
    {
        if (incident.IsTest)
            return state;
        var newest = members.Count > 0 ? members[0].Issue : null;
        var record = new IncidentRecord
        {
            Id = context.IncidentId(incident.Number),
            Channel = state.Channel,
            Group = state.Group,
            Incident = incident,
            Issues = incident.IsOpen() ? [] : [.. members.Take(Notification.MaxIssues).Select(m => m.Issue)],
            Project = newest?.Project,
            Environment = newest?.Environment,
            Rule = newest?.Rule,
            LastChangeAt = context.Now,
        };
        return state with { Records = state.Records.RemoveAll(r => r.Id == record.Id).Add(record) };
    }
}
