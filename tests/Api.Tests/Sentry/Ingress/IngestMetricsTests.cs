using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Sentry.Ingress;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class IngestMetricsTests
{
    [Fact]
    public async Task Metrics_count_answers_and_refusals_with_bounded_labels()
    {
        await using var edge = await Edge.StartAsync();
        using var measured = new Measured(edge.Services.GetRequiredService<IMeterFactory>());

        await edge.PostAsync(EventAlert);
        await edge.PostAsync("""{"action":"a"}""", "made_up_by_someone");
        await edge.PostAsync("{");
        await edge.PostAsync("{", key: "unknown-key-0123456789");

        Assert.Equal(
            [
                "router_webhooks integration=web outcome=accepted reason=triggered resource=event_alert",
                "router_webhooks integration=web outcome=ignored reason=resource_not_handled resource=other",
                "router_webhooks_refused integration=none reason=unknown_key status=404",
                "router_webhooks_refused integration=web reason=malformed status=400",
            ],
            measured.Counts.Order(StringComparer.Ordinal));
        Assert.Equal(2, measured.Durations.Count);
        Assert.All(measured.Durations, seconds => Assert.InRange(seconds, 0, 60));
    }

    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measured(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == IngestMetrics.MeterName && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
                Counts.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}"));
            _listener.SetMeasurementEventCallback<double>((_, value, _, _) => Durations.Enqueue(value));
            _listener.Start();
        }

        public ConcurrentQueue<string> Counts { get; } = new();

        public ConcurrentQueue<double> Durations { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
