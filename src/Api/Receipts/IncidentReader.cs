using Router.Domain;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Finds what an incident made of an issue's report.</summary>
internal sealed class IncidentReader(IGrainStateStorage storage, JournalTrail trail, DeliveryReader deliveries, ConfigAt config)
{
    /// <summary>What became of a report.</summary>
    /// <param name="issue">The issue's key.</param>
    /// <param name="report">The report.</param>
    /// <param name="after">The position after which the incident can have decided.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<IncidentStep> ReadAsync(string issue, SentReport report, long after, CancellationToken cancellationToken)
    {
        var step = new IncidentStep(report.Channel, SnakeCase.Of(report.Change), IncidentStep.Forgotten, null, null, null, null, null, null);
        if (await storage.ReadAsync(new(IncidentStore.GrainType, report.Incident.Value), cancellationToken) is not { } row)
            return step;
        var entries = new List<(JournalEntry Journal, IncidentJournalEntry Entry)>();
        var read = 0;
        await foreach (var entry in trail.BackAsync(row.LastPosition, after, cancellationToken))
        {
            read++;
            if (entry.Kind == JournalKind.Incident)
                entries.Insert(0, (entry, StoredJson.Read<IncidentJournalEntry>(entry.Data)));
        }

        var at = entries.FindIndex(e => e.Entry.Issue == issue && e.Entry.Report == report.Sequence);
        if (at < 0)
            return read == JournalTrail.Most ? step : step with { State = Unheard(row, issue, report.Sequence) };
        var (journal, decision) = entries[at];
        var state = IncidentStore.Read(row.State);
        var incident = state.Incidents.FirstOrDefault(i => decision.IncidentId == $"{report.Incident}-{i.Number}");
        var later = decision.Type is null && decision.Suppressed is not (SuppressReason.Repeat or SuppressReason.EndedWithinDelay)
            ? entries.FindIndex(at + 1, e => e.Entry.IncidentId == decision.IncidentId && (e.Entry.Type is not null || e.Entry.Suppressed == SuppressReason.EndedWithinDelay))
            : -1;
        return step with
        {
            Channel = state.Channel,
            State = IncidentStep.Decided,
            Id = decision.IncidentId,
            Decision = await NoticeAsync(report.Incident, journal, decision, cancellationToken),
            Later = later < 0 ? null : await NoticeAsync(report.Incident, entries[later].Journal, entries[later].Entry, cancellationToken),
            WaitingUntil = later >= 0 ? null : decision.Suppressed switch
            {
                SuppressReason.Delay => incident?.DelayedUntil?.UtcDateTime,
                SuppressReason.Flapping or SuppressReason.QuietHours => incident?.Held?.LookAt.UtcDateTime,
                SuppressReason.UpdatePace => incident?.Pending?.At.UtcDateTime,
                _ => null,
            },
            Status = incident is { IsTest: false } ? incident.Status : null,
            Severity = incident is { IsTest: false } ? incident.Severity : null,
        };
    }

    private static string Unheard(GrainRow row, string issue, long report) =>
        !row.Parts.TryGetValue(issue, out var member) ? IncidentStep.Pending
        : IncidentStore.ReadMember(member).Sequence < report ? IncidentStep.Pending : IncidentStep.NoIncident;

    private async Task<NoticeStep> NoticeAsync(IncidentKey key, JournalEntry journal, IncidentJournalEntry entry, CancellationToken cancellationToken)
    {
        var table = await config.TableAsync(entry.ConfigVersion, cancellationToken);
        var sinks = new List<SinkStep>();
        foreach (var verdict in entry.Sinks)
        {
            var delivery = verdict.Suppressed is null && entry.Sequence is { } sequence
                ? await deliveries.ReadAsync(key, verdict.Sink, DeliveryState.MessageKey(entry.IncidentId, sequence), journal.Position, cancellationToken)
                : null;
            sinks.Add(new(verdict.Sink, Name(verdict.Suppressed), table?.Sink(verdict.Sink)?.When?.Text, delivery));
        }

        return new(
            journal.At.UtcDateTime,
            entry.Type is { } type ? SnakeCase.Of(type) : null,
            entry.Reason is { } reason ? SnakeCase.Of(reason) : null,
            entry.Sequence,
            Name(entry.Suppressed),
            entry.Silences,
            entry.ConfigVersion,
            sinks);
    }

    private static string? Name(SuppressReason? reason) => reason is { } why ? SnakeCase.Of(why) : null;
}
