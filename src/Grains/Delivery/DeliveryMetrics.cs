using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Delivery;

/// <summary>Counts what becomes of deliveries.</summary>
internal sealed class DeliveryMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Router.Delivery";

    private readonly Counter<long> _outcomes;
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _duration;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _outcomes = meter.CreateCounter<long>("router.delivery.outcomes", "{outcome}", "Attempts and other ends of deliveries, by sink, type, outcome and reason");
        _latency = meter.CreateHistogram(
            "router.delivery.latency",
            "s",
            "From the notification's instant to its delivery",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 86400] });
        _duration = meter.CreateHistogram(
            "router.delivery.attempt.duration",
            "s",
            "How long an attempt took",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    /// <summary>A delivery was recorded.</summary>
    public void OnRecorded(DeliveryJournalEntry entry)
    {
        var tags = new TagList
        {
            { "sink", entry.Sink },
            { "type", SnakeCase.Of(entry.Type) },
            { "outcome", SnakeCase.Of(entry.Outcome) },
            { "reason", entry.Reason is { } reason ? SnakeCase.Of(reason) : "none" },
        };
        _outcomes.Add(1, tags);
        if (entry.DurationMs is { } duration)
            _duration.Record(duration / 1000.0, new KeyValuePair<string, object?>("sink", entry.Sink));
    }

    /// <summary>A receiver took a notification.</summary>
    public void OnDelivered(string sink, Notification notification, DateTimeOffset now) => _latency.Record(
        (now - notification.Timestamp).TotalSeconds, new("sink", sink), new("type", SnakeCase.Of(notification.Type)));
}
