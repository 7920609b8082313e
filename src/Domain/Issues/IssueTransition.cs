using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>What a change that is more than a repeat did to an issue, as its journal entry keeps it for receipts and the feed.</summary>
public sealed record IssueTransition
{
    /// <summary>The status before.</summary>
    public required IssueStatus Before { get; init; }

    /// <summary>The status after.</summary>
    public required IssueStatus After { get; init; }

    /// <summary>The severity that people are shown.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The title; null for an issue that was never triggered here.</summary>
    public string? Title { get; init; }

    /// <summary>The project's slug.</summary>
    public string? Project { get; init; }

    /// <summary>The channels that it reached.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>What the incidents were told.</summary>
    public ImmutableArray<SentReport> Reports { get; init; } = [];

    /// <summary>What lies between two states.</summary>
    public static IssueTransition Of(IssueState before, IssueState after) => new()
    {
        Before = before.History.Phase.Status,
        After = after.History.Phase.Status,
        Severity = after.History.Phase.ShownSeverity(),
        Title = after.LastTrigger?.Title ?? after.LastTrigger?.Rule,
        Project = after.LastTrigger?.Projects is [var project, ..] ? project : null,
        Channels = [.. after.Reached.Select(reach => reach.Destination.Channel)],
        Reports = after.LastReport == before.LastReport
            ? []
            : [.. after.Outbox.Where(r => r.Sequence > before.LastReport).Select(r => new SentReport(r.Sequence, r.Destination.Channel, r.Destination.Incident, r.Change))],
    };
}
