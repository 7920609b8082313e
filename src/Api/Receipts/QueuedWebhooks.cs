using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Finds what became of the inbox's webhooks.</summary>
internal sealed class QueuedWebhooks(IGrainStateStorage storage, JournalTrail trail)
{
    /// <summary>The issue's entry of a webhook: the one that took it rather than one that found it to be a duplicate; null while it waits, or when it had no effect.</summary>
    /// <param name="entry">The inbox's entry.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<JournalEntry?> FindAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var (alert, _) = InboxStore.Read(entry.Data);
        if (await storage.ReadAsync(new(IssueStore.GrainType, alert.Issue.Value), cancellationToken) is not { } row)
            return null;
        JournalEntry? found = null;
        await foreach (var candidate in trail.BackAsync(row.LastPosition, 0, cancellationToken))
        {
            if (JournaledWebhook.Read(candidate) is not { } webhook || !IsSame(webhook.Alert, alert))
                continue;
            found = candidate;
            if (webhook.Reason.Outcome() == IngestOutcome.Accepted)
                break;
        }

        return found;
    }

    private static bool IsSame(AlertEvent one, AlertEvent other) =>
        (one.ReceivedAt, one.Kind, one.IdempotencyKey, one.EventId, one.RuleId) == (other.ReceivedAt, other.Kind, other.IdempotencyKey, other.EventId, other.RuleId);
}
