using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Finds what became of a notification at a sink.</summary>
internal sealed class DeliveryReader(IGrainStateStorage storage, JournalTrail trail)
{
    /// <summary>The delivery of a notification.</summary>
    /// <param name="incident">The incident grain.</param>
    /// <param name="sink">The sink's id.</param>
    /// <param name="messageKey">The notification: <c>{incident id}-{sequence}</c>.</param>
    /// <param name="after">The position of the decision to send it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<DeliveryStep> ReadAsync(IncidentKey incident, string sink, string messageKey, long after, CancellationToken cancellationToken)
    {
        var id = $"{messageKey}-{sink}";
        if (await storage.ReadAsync(new(DeliveryStore.GrainType, $"{incident}|{sink}"), cancellationToken) is not { } row)
            return new(id, DeliveryStep.Unknown, null, []);
        var attempts = new List<AttemptStep>();
        await foreach (var entry in trail.BackAsync(row.LastPosition, after, cancellationToken))
        {
            if (entry.Kind == JournalKind.Delivery
                && StoredJson.Read<DeliveryJournalEntry>(entry.Data) is var attempt && attempt.DeliveryId == id)
                attempts.Insert(0, AttemptStep.Of(attempt, entry.At));
        }

        var queued = DeliveryStore.Read(row).Queue.FirstOrDefault(delivery => delivery.MessageKey == messageKey);
        return new(id, attempts.Count > 0 ? attempts[^1].Outcome : queued is null ? DeliveryStep.Unknown : DeliveryStep.Queued, queued?.NextAttemptAt.UtcDateTime, attempts);
    }
}
