using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Router.Api.Stats;

/// <summary>
/// Keeps what this process's own metrics say, for charts that need no metrics server: it listens to the meters of webhooks, incidents, deliveries and store.
/// </summary>
internal sealed class Traffic : IDisposable
{
    private const int MaxIntegrations = 1000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, IntegrationTraffic> _integrations = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public Traffic(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        StartedAt = time.GetUtcNow();
        Minutes = new(time);
        Commits = new(time);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope is { } scope && scope != meters)
                return;
            if (instrument.Name is "router_webhooks" or "router_webhooks_refused" or "router.delivery.outcomes" or "router.incident.decisions" or "router.storage.commit.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => OnCounted(instrument.Name, count, tags));
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Commits.Add(seconds));
        _listener.Start();
    }

    /// <summary>When it began to count.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Everything, by minute.</summary>
    public TrafficMinutes Minutes { get; }

    /// <summary>The store's transactions.</summary>
    public CommitLatency Commits { get; }

    /// <summary>What came for an integration; null when nothing did.</summary>
    public IntegrationTraffic? Integration(string id) => _integrations.GetValueOrDefault(id);

    /// <summary>When the last webhook of each was answered 202 here.</summary>
    public IEnumerable<(string Integration, DateTimeOffset At)> LastEvents() =>
        _integrations.Where(entry => entry.Value.LastEventAt is not null).Select(entry => (entry.Key, entry.Value.LastEventAt!.Value));

    public void Dispose() => _listener.Dispose();

    private void OnCounted(string name, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var outcome = Tag(tags, "outcome");
        TrafficCount? kind = (name, outcome) switch
        {
            ("router_webhooks_refused", _) => TrafficCount.Refused,
            ("router_webhooks", "accepted") => TrafficCount.Accepted,
            ("router_webhooks", "duplicate") => TrafficCount.Duplicate,
            ("router_webhooks", _) => TrafficCount.Ignored,
            ("router.delivery.outcomes", "delivered") => TrafficCount.Sent,
            ("router.incident.decisions", "notified") => TrafficCount.Notified,
            ("router.incident.decisions", "suppressed") => TrafficCount.Suppressed,
            _ => null,
        };
        if (kind is not { } counted)
            return;
        Minutes.Add(counted, count);
        if (counted <= TrafficCount.Refused && Tag(tags, "integration") is { } id && (_integrations.ContainsKey(id) || _integrations.Count < MaxIntegrations))
            _integrations.GetOrAdd(id, static _ => new()).Add(counted, count, _time.GetUtcNow());
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return tag.Value as string;
        }

        return null;
    }
}
