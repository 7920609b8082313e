using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Routing;

namespace Router.Domain.Issues;

/// <summary>What an issue tells an incident: a change, and the whole of what it looks like now. Kept in the issue's outbox until the incident has it.</summary>
[GenerateSerializer, Immutable, Alias("router.issue-report")]
public sealed record IssueReport
{
    /// <summary>Grows by one with each report of the issue; the incident skips what it has seen.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>The channel and incident that it goes to.</summary>
    [Id(1)] public required Destination Destination { get; init; }

    /// <summary>What changed.</summary>
    [Id(2)] public required IssueChange Change { get; init; }

    /// <summary>When it changed, by this router's clock.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>The issue as a notification shows it, with the severity that it has at this destination.</summary>
    [Id(4)] public required NotificationIssue Issue { get; init; }

    /// <summary>The issue's last trigger: what sink filters see.</summary>
    [Id(5)] public required AlertEvent Trigger { get; init; }
}
