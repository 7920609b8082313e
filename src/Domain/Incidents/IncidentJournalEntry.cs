using Router.Domain.Delivery;
using Router.Domain.Issues;

namespace Router.Domain.Incidents;

/// <summary>What the journal keeps of an incident's decision.</summary>
public sealed record IncidentJournalEntry
{
    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The issue whose change it was; null when its own time had come.</summary>
    public string? Issue { get; init; }

    /// <summary>What changed about the issue.</summary>
    public IssueChange? Change { get; init; }

    /// <summary>The notification's type; null when nobody is told.</summary>
    public NotificationType? Type { get; init; }

    /// <summary>Why somebody is told.</summary>
    public NotifyReason? Reason { get; init; }

    /// <summary>The notification's sequence.</summary>
    public long? Sequence { get; init; }

    /// <summary>Why nobody is told, or not yet.</summary>
    public SuppressReason? Suppressed { get; init; }

    /// <summary>The version of the config that decided.</summary>
    public long ConfigVersion { get; init; }

    /// <summary>Each sink of the channel, and whether it is told.</summary>
    public ImmutableArray<SinkVerdictEntry> Sinks { get; init; } = [];

    /// <summary>The ids of the silences that hold it back; empty with none.</summary>
    public ImmutableArray<string> Silences { get; init; } = [];
}
