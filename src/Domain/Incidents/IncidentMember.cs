using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;

namespace Router.Domain.Incidents;

/// <summary>An issue as its incident knows it: a row of its own beside the incident's state.</summary>
public sealed record IncidentMember
{
    /// <summary>The newest report taken from the issue; older ones are skipped.</summary>
    public required long Sequence { get; init; }

    /// <summary>When that was taken.</summary>
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>The incident's number that it belongs to.</summary>
    public required int Number { get; init; }

    /// <summary>What the issue looks like.</summary>
    public required NotificationIssue Issue { get; init; }

    /// <summary>The issue's last trigger, and the labels that its route set: what sink filters see.</summary>
    public required AlertEvent Trigger { get; init; }

    /// <summary>The labels that its route set.</summary>
    public ImmutableArray<Tag> Labels { get; init; } = [];

    /// <summary>Triggered or acknowledged.</summary>
    public bool IsOpen() => Issue.Status is IssueStatus.Triggered or IssueStatus.Acknowledged;
}
