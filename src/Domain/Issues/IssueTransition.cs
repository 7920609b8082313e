namespace Router.Domain.Issues;

/// <summary>What a transition did to an issue, as its journal entry keeps it for receipts.</summary>
public sealed record IssueTransition
{
    /// <summary>The status before.</summary>
    public required IssueStatus Before { get; init; }

    /// <summary>The status after.</summary>
    public required IssueStatus After { get; init; }

    /// <summary>What the incidents were told.</summary>
    public ImmutableArray<SentReport> Reports { get; init; } = [];

    /// <summary>What lies between two states.</summary>
    public static IssueTransition Of(IssueState before, IssueState after) => new()
    {
        Before = before.History.Phase.Status,
        After = after.History.Phase.Status,
        Reports = after.LastReport == before.LastReport
            ? []
            : [.. after.Outbox.Where(r => r.Sequence > before.LastReport).Select(r => new SentReport(r.Sequence, r.Destination.Channel, r.Destination.Incident, r.Change))],
    };
}
