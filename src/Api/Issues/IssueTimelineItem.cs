using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Issues;

/// <summary>A transition of an issue.</summary>
internal sealed record IssueTimelineItem
{
    /// <summary>When it was decided.</summary>
    public required DateTime At { get; init; }

    /// <summary>The named reason: a webhook's, <c>quiet</c>, or a person's action's.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it, in Sentry or here.</summary>
    public required string? Actor { get; init; }

    /// <summary>Why, as the person said.</summary>
    public required string? Note { get; init; }

    /// <summary>The webhook's resource and action, or <c>api</c>, or <c>timer</c>.</summary>
    public required string Source { get; init; }

    /// <summary>A trigger's severity as decoded.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>Why nobody was told; null when somebody was.</summary>
    public required string? Suppressed { get; init; }

    /// <summary>The receipt of the webhook, or of what else it was.</summary>
    public required string Receipt { get; init; }

    /// <summary>The item of a journal entry; null when it was no transition.</summary>
    public static IssueTimelineItem? Of(JournalEntry entry)
    {
        if (entry.Kind != JournalKind.Issue)
            return null;
        var journaled = StoredJson.Read<IssueJournalEntry>(entry.Data);
        var (alert, action) = (journaled.Input.Alert, journaled.Input.Action);
        if (!IsTransition(journaled))
            return null;
        return new()
        {
            At = entry.At.UtcDateTime,
            Reason = journaled.Action is { } acted ? SnakeCase.Of(acted) : journaled.Input.IsQuietTimeout ? "quiet" : SnakeCase.Of(journaled.Reason),
            Actor = action?.Actor ?? alert?.Actor,
            Note = action?.Reason,
            Source = alert is not null ? $"{alert.Resource}.{alert.Action}" : action is not null ? "api" : "timer",
            Severity = alert?.Kind is AlertKind.Trigger or AlertKind.Level ? alert.Severity : null,
            Suppressed = journaled.Suppressed is { } suppressed ? SnakeCase.Of(suppressed) : null,
            Receipt = new ReceiptId(entry.Position).ToString(),
        };
    }

    /// <summary>A repeat is one when it told somebody: a channel that the issue had not reached.</summary>
    private static bool IsTransition(IssueJournalEntry entry) => entry.Action is { } action ? action.IsAccepted()
        : entry.Reason == IngestReason.Repeated ? entry.Suppressed is null
        : entry.Reason is not IngestReason.Late && entry.Reason.Outcome() == IngestOutcome.Accepted;
}
