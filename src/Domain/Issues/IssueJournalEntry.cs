using System.Text.Json.Serialization;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Domain.Issues;

/// <summary>What the journal keeps of an input: enough to decide again, and what was decided.</summary>
public sealed record IssueJournalEntry
{
    /// <summary>What it did to the issue; null for a repeat, a duplicate, or nothing. Written first, so that <see cref="IssueStore.IsTransition"/> needs not read the rest.</summary>
    [JsonPropertyOrder(-1)]
    public IssueTransition? Transition { get; init; }

    /// <summary>The input.</summary>
    public required IssueInput Input { get; init; }

    /// <summary>The decision's reason.</summary>
    public required IngestReason Reason { get; init; }

    /// <summary>What became of a person's action; null for other inputs.</summary>
    public ActionReason? Action { get; init; }

    /// <summary>Why nobody was told; null when somebody was, or nothing happened.</summary>
    public SuppressReason? Suppressed { get; init; }
}
