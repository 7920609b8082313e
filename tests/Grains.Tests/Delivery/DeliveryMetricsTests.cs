using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Router.Domain.Delivery;
using Router.Grains.Delivery;
using Router.Grains.Tests.Sinks;

namespace Router.Grains.Tests.Delivery;

public sealed class DeliveryMetricsTests
{
    [Fact]
    public void Outcome_is_counted_by_sink_type_outcome_and_reason()
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<DeliveryMetrics>().BuildServiceProvider();
        var metrics = services.GetRequiredService<DeliveryMetrics>();
        var seen = new List<(string Name, double Value, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add((instrument.Name, value, new(tags.ToArray()))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add((instrument.Name, value, new(tags.ToArray()))));
        listener.Start();
        var notification = SampleNotifications.Of(NotificationType.Triggered);

        metrics.OnRecorded(new()
        {
            DeliveryId = "d",
            IncidentId = "i",
            Sequence = 1,
            Sink = "ops",
            Type = NotificationType.Triggered,
            Outcome = DeliveryOutcome.DeadLettered,
            Attempt = 1,
            Reason = FailureReason.PrivateAddress,
            DurationMs = 250,
        });
        metrics.OnDelivered("ops", notification, notification.Timestamp.AddSeconds(3));

        var outcome = Assert.Single(seen, m => m.Name == "router.delivery.outcomes");
        Assert.Equal(
            new Dictionary<string, object?> { ["sink"] = "ops", ["type"] = "triggered", ["outcome"] = "dead_lettered", ["reason"] = "private_address" }, outcome.Tags);
        Assert.Equal(0.25, Assert.Single(seen, m => m.Name == "router.delivery.attempt.duration").Value);
        Assert.Equal(3, Assert.Single(seen, m => m.Name == "router.delivery.latency").Value);
    }
}
