using System.Collections.Immutable;
using Router.Api.Tests.Storage;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Api.Tests.Operations;

/// <summary>Queues as the domain makes them, put into a store.</summary>
internal static class SampleQueue
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static SinkResult Refused { get; } = new(SinkVerdict.Retry, FailureReason.ServerError, 503, "busy");

    public static SinkResult Rejected { get; } = new(SinkVerdict.Reject, FailureReason.Rejected, 400, "no such channel");

    /// <summary>Sends so many notifications with these results, one attempt each, and stores queue and journal.</summary>
    public static DeliveryState Put(MemoryStore store, string incidentKey, string sink, DateTimeOffset now, int notifications, params SinkResult[] results)
    {
        var state = DeliveryPolicy.Enqueue(new(), [.. Enumerable.Range(1, notifications).Select(sequence => Notification($"{incidentKey}-1", sequence, now))], now);
        var key = new Domain.Storage.GrainKey(DeliveryStore.GrainType, DeliveryId.QueueOf(incidentKey, sink));
        var gate = new DeliveryGate(sink, SinkFamily.Feed);
        store.Put(key, DeliveryStore.Encoder(state, sink)!(), DeliveryStore.Parts(new(), state));
        foreach (var result in results)
        {
            var attempt = DeliveryPolicy.Next(state, gate, now, 0);
            var recorded = DeliveryPolicy.Record(attempt.State, sink, attempt.Attempt!, result, TimeSpan.FromMilliseconds(20), now, 0);
            state = recorded.State;
            store.Append(key, recorded.Journal.Select(entry => DeliveryStore.Journal(entry, now)));
        }

        store.Put(key, DeliveryStore.Encoder(state, sink)!(), DeliveryStore.Parts(new(), state));
        return state;
    }

    public static Notification Notification(string incident, long sequence, DateTimeOffset now) => new()
    {
        Type = sequence == 1 ? NotificationType.Triggered : NotificationType.Updated,
        Reason = NotifyReason.FirstNotification,
        Timestamp = now,
        IncidentId = incident,
        Channel = "web",
        Sequence = sequence,
        Status = IncidentStatus.Triggered,
        Severity = Severity.Warning,
        Title = "It broke",
        StartedAt = now,
        IssueCount = 1,
        Issues = [],
    };
}
