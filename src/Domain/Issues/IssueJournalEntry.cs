using System.Text.Json.Serialization;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Domain.Issues;

/// <summary>What the journal keeps of an input: enough to decide again, and what was decided.</summary>
public sealed record IssueJournalEntry
{
    /// <summary>How the issue stands now; null for repeats. Written first, so that <see cref="IssueStore.IsTransition"/> needs not read the rest.</summary>
    [JsonPropertyOrder(-1)]
    public IssueTransition? Transition { get; init; }

    /// <summary>The input.</summary>
    public required IssueInput Input { get; init; }

    /// <summary>The decision's reason.</summary>
    public required IngestReason Reason { get; init; }

    /// <summary>Why nobody was told; null when somebody was, or nothing happened.</summary>
    public SuppressReason? Suppressed { get; init; }
}
