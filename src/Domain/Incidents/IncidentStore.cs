using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Incidents;

/// <summary>An incident grain's row: how its state, members, index and journal entries are stored.</summary>
public static class IncidentStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "incident";

    /// <summary>The snapshot of a state.</summary>
    public static GrainSnapshot Snapshot(IncidentState state, IReadOnlyDictionary<string, IncidentMember> members) =>
        new(JsonSerializer.SerializeToUtf8Bytes(state, IncidentJson.Default.IncidentState), IncidentPolicy.DueAt(state), Index(state, members));

    /// <summary>Reads a stored state.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static IncidentState Read(ReadOnlyMemory<byte> json)
    {
        var state = JsonSerializer.Deserialize(json.Span, IncidentJson.Default.IncidentState)!;
        return state.Schema <= IncidentState.CurrentSchema ? state
            : throw new StoreUnavailableException($"An incident's state has schema {state.Schema}; this version reads up to {IncidentState.CurrentSchema}. Start the newer version.");
    }

    /// <summary>Reads a stored member.</summary>
    public static IncidentMember ReadMember(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, IncidentJson.Default.IncidentMember)!;

    /// <summary>The row of a changed member.</summary>
    public static PartWrite Member(string issue, IncidentMember member) => new(issue, JsonSerializer.SerializeToUtf8Bytes(member, IncidentJson.Default.IncidentMember));

    /// <summary>The journal entry of a decision.</summary>
    public static JournalWrite Journal(IncidentJournalEntry entry, DateTimeOffset now) =>
        new(JournalKind.Incident, now, JsonSerializer.SerializeToUtf8Bytes(entry, IncidentJson.Default.IncidentJournalEntry));

    private static IndexRow? Index(IncidentState state, IReadOnlyDictionary<string, IncidentMember> members)
    {
        if (state.Newest() is not { IsTest: false } incident)
            return null;
        var issue = members.Values.FirstOrDefault(m => m.Number == incident.Number)?.Issue;
        return new IndexRow
        {
            Status = incident.Status.ToString(),
            Severity = incident.Severity,
            Title = incident.Title,
            Project = issue?.Project,
            Environment = issue?.Environment,
            Rule = issue?.Rule,
            Channels = [state.Channel],
            FirstSeen = incident.StartedAt,
            LastSeen = state.LastChangeAt,
            Count = incident.Tally.Total,
        };
    }
}
