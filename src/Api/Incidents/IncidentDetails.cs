using Router.Api.Management;
using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Api.Incidents;

/// <summary>The answer of <c>GET incidents/{id}</c>.</summary>
internal sealed record IncidentDetails
{
    public required string Id { get; init; }

    public required string Channel { get; init; }

    public required IncidentStatus Status { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    public required DateTime? SnoozedUntil { get; init; }

    /// <summary>What is held back now, and by what; null while nothing is.</summary>
    public required HeldBackItem? HeldBack { get; init; }

    /// <summary>When the next reminder is due; null without one.</summary>
    public required DateTime? RemindAt { get; init; }

    /// <summary>The values that the channel grouped by.</summary>
    public required IReadOnlyDictionary<string, string> Group { get; init; }

    /// <summary>The newest notification's; 0 before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The sinks that were sent something.</summary>
    public required IReadOnlyList<string> Told { get; init; }

    public required bool Test { get; init; }

    public required string? PreviousId { get; init; }

    public required string Url { get; init; }

    /// <summary>All its issues, counted.</summary>
    public required int IssueCount { get; init; }

    /// <summary>Its issues, the last seen first, at most <see cref="FoundIncident.MaxIssues"/>.</summary>
    public required IReadOnlyList<IncidentIssue> Issues { get; init; }

    /// <summary>What it took, newest first: notifications, what was held back, actions.</summary>
    public required Page<IncidentTimelineItem> Timeline { get; init; }

    public static IncidentDetails Of(IncidentId id, FoundIncident found, string url, Page<IncidentTimelineItem> timeline)
    {
        var incident = found.Incident;
        return new()
        {
            Id = id.ToString(),
            Channel = found.Channel,
            Status = incident.IsTest ? IncidentStatus.Resolved : incident.Status,
            Severity = incident.Severity,
            Title = incident.Title,
            StartedAt = incident.StartedAt.UtcDateTime,
            EndedAt = incident.EndedAt?.UtcDateTime,
            SnoozedUntil = incident.SnoozedUntil?.UtcDateTime,
            HeldBack = HeldBackItem.Of(incident.Held),
            RemindAt = incident.Held is null && incident.Status == IncidentStatus.Triggered ? incident.RemindAt?.UtcDateTime : null,
            Group = found.Group.ToDictionary(value => value.Key, value => value.Value),
            Sequence = incident.Sequence,
            Told = incident.Told,
            Test = incident.IsTest,
            PreviousId = id.Number > 1 ? (id with { Number = id.Number - 1 }).ToString() : null,
            Url = url,
            IssueCount = incident.Tally.Total,
            Issues = [.. found.Issues.Select(IncidentIssue.Of)],
            Timeline = timeline,
        };
    }
}
