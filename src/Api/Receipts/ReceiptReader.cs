using System.Collections.Immutable;
using System.Globalization;
using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Puts a receipt together: from the journal entry of a webhook, over the config that decided, to the incidents and deliveries that followed.</summary>
internal sealed class ReceiptReader(IJournal journal, JournalTrail trail, QueuedWebhooks queued, IncidentReader incidents, ConfigAt config)
{
    /// <summary>The receipt with an id.</summary>
    /// <returns>The receipt, or for people why there is none.</returns>
    public async Task<(Receipt? Receipt, string? Problem)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (!ReceiptId.TryParse(text, out var id) || id.ToString() != text)
            return (null, "Not a receipt id. One is in the answer to each webhook and looks like r1a2b.");
        if (id.Position == 0)
            return (null, "r0 stands for webhooks of which nothing is kept: they were ignored, or a test that came again. The answer to the webhook said why.");
        if (await journal.ReadAsync(id.Position, cancellationToken) is not { } entry)
            return (null, await AbsentAsync(id.Position, cancellationToken));
        if (entry.Kind == JournalKind.Inbox && await queued.FindAsync(entry, cancellationToken) is { } taken)
        {
            var receipt = await ReadAsync(JournaledWebhook.Read(taken)!, taken, cancellationToken);
            return (receipt with { Id = text, Gaps = [.. receipt.Gaps, $"Its issue could not be reached at first: it was on disk in the inbox meanwhile. The issue took it as receipt {receipt.Id}."] }, null);
        }

        return JournaledWebhook.Read(entry) is { } webhook
            ? (await ReadAsync(webhook, entry, cancellationToken), null)
            : (null, "Not a receipt id: it names a journal entry that no webhook caused.");
    }

    private async Task<string> AbsentAsync(long position, CancellationToken cancellationToken)
    {
        var oldest = await journal.ReadAfterAsync(0, 1, cancellationToken);
        return oldest is [var first] && position < first.Position
            ? string.Create(CultureInfo.InvariantCulture, $"The receipt is older than the retention: the journal begins on {first.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.")
            : "Not a receipt id: no webhook was given it.";
    }

    private async Task<Receipt> ReadAsync(JournaledWebhook webhook, JournalEntry entry, CancellationToken cancellationToken)
    {
        var gaps = new List<string>();
        var version = webhook.ConfigVersion;
        var table = await config.TableAsync(version, cancellationToken);
        if (table is null)
            gaps.Add(string.Create(CultureInfo.InvariantCulture, $"Config version {version} is not in the history, so the routes' verdicts can't be shown."));
        var revision = await config.RevisionAsync(version, cancellationToken);
        if (revision is null)
            gaps.Add(string.Create(CultureInfo.InvariantCulture, $"Who put config version {version} in force is not in the history."));

        var destinations = webhook.Route is { } route ? route.Destinations : table?.Route(webhook.Alert).Destinations ?? [];
        var steps = new List<IncidentStep>();
        foreach (var report in Reports(webhook, destinations))
        {
            // A test's receipt is the entry of one of its incidents; the others' are just before it.
            var after = webhook.TestReport is null ? webhook.Position : 0;
            steps.Add(await incidents.ReadAsync(webhook.Alert.Issue.Value, report, after, cancellationToken));
        }

        if (steps.Exists(s => s.State == IncidentStep.Forgotten))
            gaps.Add("An incident that it reached has been forgotten since.");
        var duplicateOf = webhook.Reason.Outcome() == IngestOutcome.Duplicate ? await FirstAsync(webhook, entry, cancellationToken) : null;
        var toldBy = webhook.Suppressed == SuppressReason.Repeat
            ? await EarlierAsync(entry, earlier => earlier.Transition is { Reports.IsEmpty: false }, cancellationToken)
            : null;
        return new(
            new ReceiptId(webhook.Position).ToString(),
            webhook.At.UtcDateTime,
            SnakeCase.Of(webhook.Reason.Outcome()),
            SnakeCase.Of(webhook.Reason),
            ReceivedStep.Of(webhook.Alert),
            EventStep.Of(webhook.Alert),
            DedupStep.Of(webhook.Alert, webhook.Reason, duplicateOf),
            ConfigStep.Of(version, revision),
            RoutingStep.Of(webhook.Alert, destinations, table),
            LifecycleStep.Of(webhook, toldBy),
            steps,
            gaps);
    }

    private static IEnumerable<SentReport> Reports(JournaledWebhook webhook, ImmutableArray<Destination> destinations)
    {
        if (webhook.TestReport is not { } test)
            return webhook.Transition?.Reports ?? [];
        var channels = destinations.Select(d => test with { Channel = d.Channel, Incident = IssuePolicy.TestIncident(webhook.Alert, d.Channel) }).ToList();
        return channels.Exists(report => report.Incident == test.Incident) ? channels : [test];
    }

    /// <summary>The receipt of the delivery that a duplicate repeats.</summary>
    private Task<string?> FirstAsync(JournaledWebhook duplicate, JournalEntry entry, CancellationToken cancellationToken)
    {
        var fingerprint = DeliveryWindow.Fingerprint(duplicate.Alert);
        return EarlierAsync(
            entry,
            webhook => webhook.Reason.Outcome() == IngestOutcome.Accepted && webhook.Alert.Kind == AlertKind.Trigger && DeliveryWindow.Fingerprint(webhook.Alert) == fingerprint,
            cancellationToken);
    }

    private async Task<string?> EarlierAsync(JournalEntry entry, Func<JournaledWebhook, bool> fits, CancellationToken cancellationToken)
    {
        await foreach (var earlier in trail.BackAsync(entry.PreviousPosition, 0, cancellationToken))
        {
            if (JournaledWebhook.Read(earlier) is { } webhook && fits(webhook))
                return new ReceiptId(earlier.Position).ToString();
        }

        return null;
    }
}
