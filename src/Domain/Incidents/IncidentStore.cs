using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Incidents;

/// <summary>An incident grain's row: how its state, members and journal entries are stored, and the records of its incidents.</summary>
public static class IncidentStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "incident";

    /// <summary>The snapshot of a state.</summary>
    public static GrainSnapshot Snapshot(IncidentState state) =>
        new(JsonSerializer.SerializeToUtf8Bytes(state, IncidentJson.Default.IncidentState), IncidentPolicy.DueAt(state), Index(state));

    /// <summary>Reads a stored state.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static IncidentState Read(ReadOnlyMemory<byte> json)
    {
        var state = StoredJson.Read<IncidentState>(json);
        return state.Schema <= IncidentState.CurrentSchema ? state
            : throw new StoreUnavailableException($"An incident's state has schema {state.Schema}; this version reads up to {IncidentState.CurrentSchema}. Start the newer version.");
    }

    /// <summary>Reads a stored member.</summary>
    public static IncidentMember ReadMember(ReadOnlyMemory<byte> json) => StoredJson.Read<IncidentMember>(json);

    /// <summary>The row of a changed member.</summary>
    public static PartWrite Member(string issue, IncidentMember member) => new(issue, JsonSerializer.SerializeToUtf8Bytes(member, IncidentJson.Default.IncidentMember));

    /// <summary>The journal entry of a decision.</summary>
    public static JournalWrite Journal(IncidentJournalEntry entry, DateTimeOffset now) =>
        new(JournalKind.Incident, now, JsonSerializer.SerializeToUtf8Bytes(entry, IncidentJson.Default.IncidentJournalEntry));

    /// <summary>The key of a record's row.</summary>
    public static GrainKey RecordKey(string incidentId) => new(IncidentRecord.RowType, incidentId);

    /// <summary>The snapshot of a record: what lists show.</summary>
    public static GrainSnapshot Record(IncidentRecord record) =>
        new(JsonSerializer.SerializeToUtf8Bytes(record, IncidentJson.Default.IncidentRecord), DueAt: null, record.Index());

    /// <summary>Reads a stored record.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static IncidentRecord ReadRecord(ReadOnlyMemory<byte> json)
    {
        var record = StoredJson.Read<IncidentRecord>(json);
        return record.Schema <= IncidentRecord.CurrentSchema ? record
            : throw new StoreUnavailableException($"An incident's record has schema {record.Schema}; this version reads up to {IncidentRecord.CurrentSchema}. Start the newer version.");
    }

    /// <summary>For retention alone: it removes rows that are over and that an index knows. Lists show the records.</summary>
    private static IndexRow? Index(IncidentState state) => state.Newest() is not { IsTest: false } newest ? null : new IndexRow
    {
        Status = (state.Incidents.Any(i => i.IsOpen()) ? IncidentStatus.Triggered : IncidentStatus.Resolved).ToString(),
        Severity = newest.Severity,
        Title = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        FirstSeen = newest.StartedAt,
        LastSeen = state.LastChangeAt,
        Count = newest.Tally.Total,
    };
}
