using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;

namespace Router.Domain.Incidents;

/// <summary>What the journal keeps of an incident's decision.</summary>
public sealed record IncidentJournalEntry
{
    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The channel's id.</summary>
    public string? Channel { get; init; }

    /// <summary>Where the incident stands now.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>Its severity now.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>The project of the changed issue, or of one of its issues.</summary>
    public string? Project { get; init; }

    /// <summary>The integration of that issue.</summary>
    public string? Integration { get; init; }

    /// <summary>The issue whose change it was; null when its own time had come.</summary>
    public string? Issue { get; init; }

    /// <summary>The issue's report, see <see cref="SentReport.Sequence"/>; null when its own time had come.</summary>
    public long? Report { get; init; }

    /// <summary>A test's webhook, which no issue keeps.</summary>
    public AlertEvent? Test { get; init; }

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

    /// <summary>What a person did to the incident; null when nobody did.</summary>
    public ActionReason? Action { get; init; }

    /// <summary>Who did it, to the incident or to the issue.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, as the person said.</summary>
    public string? Note { get; init; }

    /// <summary>A snooze's end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The version of the config that decided.</summary>
    public long ConfigVersion { get; init; }

    /// <summary>Each sink of the channel, and whether it is told.</summary>
    public ImmutableArray<SinkVerdictEntry> Sinks { get; init; } = [];

    /// <summary>The ids of the silences that hold it back, or of the incidents that inhibit it; empty with none.</summary>
    public ImmutableArray<string> Silences { get; init; } = [];
}
