using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Feed;

/// <summary>Reads journal entries as the feed says them. Repeats, of which there may be thousands a second, are told apart without being parsed.</summary>
internal static class FeedReading
{
    /// <summary>The item; null when the entry is none of the feed's, or a repeat that nobody asked for.</summary>
    public static FeedItem? Read(JournalEntry entry, bool withRepeats) => entry.Kind switch
    {
        JournalKind.Issue when withRepeats || IssueStore.IsTransition(entry.Data.Span) =>
            Issue(entry, StoredJson.Read<IssueJournalEntry>(entry.Data)),
        JournalKind.Incident => Incident(entry, StoredJson.Read<IncidentJournalEntry>(entry.Data)),
        JournalKind.Delivery => Delivery(entry, StoredJson.Read<DeliveryJournalEntry>(entry.Data)),
        _ => null,
    };

    private static FeedItem Issue(JournalEntry entry, IssueJournalEntry journaled)
    {
        var (alert, now) = (journaled.Input.Alert, journaled.Transition);
        return new()
        {
            Kind = "issue",
            At = entry.At.UtcDateTime,
            Issue = entry.Key.Id,
            Change = journaled.Input.IsQuietTimeout ? "quiet" : journaled.Action is { } action ? SnakeCase.Of(action) : SnakeCase.Of(journaled.Reason),
            Suppressed = journaled.Suppressed is { } suppressed ? SnakeCase.Of(suppressed) : null,
            Status = now?.After.ToString(),
            Severity = now?.Severity ?? alert?.Severity,
            Title = now?.Title ?? alert?.Title,
            Project = now is null ? alert?.Projects.FirstOrDefault() : now.Project,
            Integration = new IssueKey(entry.Key.Id).Integration,
            Channels = now?.Channels ?? [.. (journaled.Input.Route?.Destinations ?? []).Select(destination => destination.Channel)],
            IsRepeat = now is null,
        };
    }

    private static FeedItem Incident(JournalEntry entry, IncidentJournalEntry journaled) => new()
    {
        Kind = "incident",
        At = entry.At.UtcDateTime,
        Incident = journaled.IncidentId,
        Issue = journaled.Issue,
        Change = journaled.Change is { } change ? SnakeCase.Of(change) : null,
        Type = journaled.Type is { } type ? $"incident.{SnakeCase.Of(type)}" : null,
        Sequence = journaled.Sequence,
        Reason = journaled.Reason is { } reason ? SnakeCase.Of(reason) : null,
        Suppressed = journaled.Suppressed is { } suppressed ? SnakeCase.Of(suppressed) : null,
        Status = journaled.Status?.ToString(),
        Severity = journaled.Severity,
        Title = journaled.Title,
        Project = journaled.Project,
        Integration = journaled.Integration,
        Channels = journaled.Channel is { } channel ? [channel] : null,
        IsRepeat = journaled is { Type: null, Suppressed: SuppressReason.Repeat },
    };

    private static FeedItem Delivery(JournalEntry entry, DeliveryJournalEntry journaled) => new()
    {
        Kind = "delivery",
        At = entry.At.UtcDateTime,
        Delivery = journaled.DeliveryId,
        Incident = journaled.IncidentId,
        Sink = journaled.Sink,
        Type = $"incident.{SnakeCase.Of(journaled.Type)}",
        Sequence = journaled.Sequence,
        Outcome = SnakeCase.Of(journaled.Outcome),
        Attempt = journaled.Attempt,
        Reason = journaled.Reason is { } reason ? SnakeCase.Of(reason) : null,
        StatusCode = journaled.StatusCode,
        Detail = journaled.Detail,
        NextAttemptAt = journaled.NextAttemptAt?.UtcDateTime,
        DurationMs = journaled.DurationMs,
        Severity = journaled.Severity,
        Project = journaled.Project,
        Integration = journaled.Integration,
        Channels = journaled.Channel is { } channel ? [channel] : null,
    };
}
