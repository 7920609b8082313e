using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Incidents;

/// <summary>An incident as the store has it: in its grain's row while the grain keeps it, else in its record.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Group">The values that the channel grouped by.</param>
/// <param name="Issues">Its issues, the last seen first.</param>
/// <param name="Newest">The newest journal entry of its grain; 0 when there is none.</param>
internal sealed record FoundIncident(Incident Incident, string Channel, IReadOnlyList<Tag> Group, IReadOnlyList<NotificationIssue> Issues, long Newest)
{
    /// <summary>The most issues that are read.</summary>
    public const int MaxIssues = 500;

    private const int MaxCounted = 50;

    public static async Task<FoundIncident?> ReadAsync(IncidentId id, IGrainStateStorage storage, CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(new(IncidentStore.GrainType, id.Key.Value), cancellationToken);
        if (row is not null && IncidentStore.Read(row.State) is var state && state.Incident(id.Number) is { } incident)
            return new(incident, state.Channel, state.Group, Members(row, id.Number), row.LastPosition);
        return await storage.ReadAsync(IncidentStore.RecordKey(id.ToString()), cancellationToken) is { } stored && IncidentStore.ReadRecord(stored.State) is var record
            ? new(record.Incident, record.Channel, record.Group, record.Issues, row?.LastPosition ?? 0)
            : null;
    }

    /// <summary>
    /// With the newest issues' counts as they are now: what an incident's grain knows of an issue is from when that last had something to
    /// tell, and most webhooks repeat.
    /// </summary>
    public async Task<FoundIncident> CountedAsync(IGrainStateStorage storage, CancellationToken cancellationToken)
    {
        if (!Incident.IsOpen())
            return this;
        var counted = await Task.WhenAll(Issues.Take(MaxCounted).Select(issue => CountedAsync(issue, storage, cancellationToken)));
        return this with { Issues = [.. counted, .. Issues.Skip(MaxCounted)] };
    }

    private static async Task<NotificationIssue> CountedAsync(NotificationIssue issue, IGrainStateStorage storage, CancellationToken cancellationToken) =>
        await storage.ReadAsync(new(IssueStore.GrainType, issue.Key.Value), cancellationToken) is { } row && IssueStore.Read(row.State) is var state
            ? issue with { Count = state.Count, LastSeen = state.LastSeen }
            : issue;

    private static List<NotificationIssue> Members(GrainRow row, int number) =>
        [.. row.Parts.Values.Select(IncidentStore.ReadMember).Where(m => m.Number == number).Select(m => m.Issue).OrderByDescending(i => i.LastSeen).Take(MaxIssues)];
}
