using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Api.Incidents;

/// <summary>Something that an incident took, and whom it told or why not.</summary>
internal sealed record IncidentTimelineItem
{
    /// <summary>When it was decided.</summary>
    public required DateTime At { get; init; }

    /// <summary>What a person did to the incident: <c>acknowledged</c>, <c>resolved</c>, <c>reopened</c>, <c>snoozed</c>; null when nobody did.</summary>
    public required string? Action { get; init; }

    /// <summary>Who, to the incident or to the issue.</summary>
    public required string? Actor { get; init; }

    /// <summary>Why, as the person said.</summary>
    public required string? Note { get; init; }

    /// <summary>A snooze's end.</summary>
    public required DateTime? Until { get; init; }

    /// <summary>The issue that changed; null when none did.</summary>
    public required string? Issue { get; init; }

    /// <summary>What changed about it, snake_case.</summary>
    public required string? Change { get; init; }

    /// <summary>What was said; null when nothing was.</summary>
    public required NotificationItem? Notification { get; init; }

    /// <summary>Why nothing was said, or not yet.</summary>
    public required string? Suppressed { get; init; }

    /// <summary>The ids of the silences that held it back, or of the incidents that inhibit it; empty with none.</summary>
    public required IReadOnlyList<string> HeldBackBy { get; init; }

    /// <summary>The version of the config that decided.</summary>
    public required long ConfigVersion { get; init; }

    /// <summary>The receipt of the decision.</summary>
    public required string Receipt { get; init; }

    /// <summary>The item of a journal entry; null when it is another incident's.</summary>
    public static IncidentTimelineItem? Of(JournalEntry entry, string incidentId)
    {
        if (entry.Kind != JournalKind.Incident)
            return null;
        var journaled = StoredJson.Read<IncidentJournalEntry>(entry.Data);
        return journaled.IncidentId != incidentId ? null : new()
        {
            At = entry.At.UtcDateTime,
            Action = Name(journaled.Action),
            Actor = journaled.Actor,
            Note = journaled.Note,
            Until = journaled.Until?.UtcDateTime,
            Issue = journaled.Issue,
            Change = Name(journaled.Change),
            Notification = NotificationItem.Of(journaled),
            Suppressed = Name(journaled.Suppressed),
            HeldBackBy = journaled.Silences,
            ConfigVersion = journaled.ConfigVersion,
            Receipt = new ReceiptId(entry.Position).ToString(),
        };
    }

    private static string? Name<T>(T? value) where T : struct, Enum => value is { } named ? SnakeCase.Of(named) : null;
}
