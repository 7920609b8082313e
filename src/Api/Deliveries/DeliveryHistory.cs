using System.Globalization;
using Router.Api.Management;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>What happened to an incident at its sinks: walks the journals of its queues backwards, together.</summary>
internal sealed class DeliveryHistory(IGrainStateStorage storage, IJournal journal, ICurrentConfig config)
{
    /// <summary>The most journal entries that one page reads; a page may end there with fewer items than asked for.</summary>
    public const int MaxReads = 1000;

    /// <summary>Where each queue's walk begins: at its newest entry.</summary>
    /// <param name="incidentId">The incident's id.</param>
    /// <param name="sink">One sink; null for every sink of the config and all that the incident told.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<SortedSet<(long Position, string Sink)>> BeginAsync(string incidentId, string? sink, CancellationToken cancellationToken)
    {
        var key = DeliveryId.IncidentKeyOf(incidentId)!;
        var walks = new SortedSet<(long Position, string Sink)>();
        foreach (var each in sink is null ? await SinksAsync(key, cancellationToken) : [sink])
        {
            if (await storage.ReadAsync(new(DeliveryStore.GrainType, DeliveryId.QueueOf(key, each)), cancellationToken) is { LastPosition: > 0 } row)
                walks.Add((row.LastPosition, each));
        }

        return walks;
    }

    /// <summary>A page of attempts, newest first.</summary>
    /// <param name="walks">Where the walks stand; advanced.</param>
    /// <param name="isAsked">Which entries are asked for.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Page<AttemptItem>> ReadAsync(
        SortedSet<(long Position, string Sink)> walks, Func<DeliveryJournalEntry, bool> isAsked, int limit, CancellationToken cancellationToken)
    {
        var items = new List<AttemptItem>();
        for (var reads = 0; walks.Count > 0 && items.Count < limit && reads < MaxReads; reads++)
        {
            var (position, sink) = walks.Max;
            walks.Remove((position, sink));
            if (await journal.ReadAsync(position, cancellationToken) is not { } entry)
                continue;
            if (entry.PreviousPosition > 0)
                walks.Add((entry.PreviousPosition, sink));
            if (entry.Kind == JournalKind.Delivery && StoredJson.Read<DeliveryJournalEntry>(entry.Data) is var attempt && isAsked(attempt))
                items.Add(AttemptItem.Of(attempt, entry.At));
        }

        return new(items, walks.Count == 0 ? null : WriteCursor(walks));
    }

    /// <summary>Reads what <see cref="ReadAsync"/> gave as next; null for anything else.</summary>
    public static SortedSet<(long Position, string Sink)>? ReadCursor(string text)
    {
        var walks = new SortedSet<(long Position, string Sink)>();
        foreach (var walk in text.Split('~'))
        {
            if (walk.Split('.', 2) is not [var position, { Length: > 0 } sink] || !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
                return null;
            walks.Add((read, sink));
        }

        return walks;
    }

    private static string WriteCursor(SortedSet<(long Position, string Sink)> walks) =>
        string.Join('~', walks.Select(walk => string.Create(CultureInfo.InvariantCulture, $"{walk.Position}.{walk.Sink}")));

    private async Task<IEnumerable<string>> SinksAsync(string incidentKey, CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(new(IncidentStore.GrainType, incidentKey), cancellationToken);
        var told = row is null ? [] : IncidentStore.Read(row.State).Incidents.SelectMany(incident => incident.Told);
        return config.Table.Config.Sinks.Select(sink => sink.Id).Union(told);
    }
}
