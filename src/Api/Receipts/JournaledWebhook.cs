using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>A journal entry that a webhook caused.</summary>
/// <param name="Position">Its position.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Alert">The webhook.</param>
/// <param name="Reason">What became of it.</param>
/// <param name="ConfigVersion">The version of the config that routed it.</param>
/// <param name="Route">Where it was routed; null for a test, whose routing isn't kept.</param>
/// <param name="Suppressed">Why no incident was told.</param>
/// <param name="Transition">What it did to its issue.</param>
/// <param name="TestReport">The report of a test to the incident grain whose entry this is.</param>
internal sealed record JournaledWebhook(
    long Position,
    DateTimeOffset At,
    AlertEvent Alert,
    IngestReason Reason,
    long ConfigVersion,
    RouteDecision? Route,
    SuppressReason? Suppressed,
    IssueTransition? Transition,
    SentReport? TestReport)
{
    /// <summary>The channels that it was routed to, where they are kept.</summary>
    public ImmutableArray<Destination> Destinations => Route?.Destinations ?? [];

    /// <summary>Reads an entry; null when no webhook caused it.</summary>
    public static JournaledWebhook? Read(JournalEntry entry)
    {
        if (entry.Kind is JournalKind.Issue or JournalKind.Inbox)
        {
            var issue = StoredJson.Read<IssueJournalEntry>(entry.Data);
            return issue.Input.Alert is { } alert
                ? new(entry.Position, entry.At, alert, issue.Reason, issue.Input.Route?.ConfigVersion ?? 0, issue.Input.Route, issue.Suppressed, issue.Transition, null)
                : null;
        }

        if (entry.Kind != JournalKind.Incident)
            return null;
        var incident = StoredJson.Read<IncidentJournalEntry>(entry.Data);
        return incident.Test is { } test
            ? new(entry.Position, entry.At, test, IngestReason.Test, incident.ConfigVersion, null, null, null, new(incident.Report ?? 0, "", new(entry.Key.Id), IssueChange.Opened))
            : null;
    }
}
