using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Ingress;

/// <summary>The webhook endpoint's metrics, meter <c>Router.Ingest</c>.</summary>
internal sealed class IngestMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Router.Ingest";

    private readonly Meter _meter;
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _duration;

    public IngestMetrics(IMeterFactory meters, InFlight inFlight)
    {
        _meter = meters.Create(MeterName);
        _webhooks = _meter.CreateCounter<long>("router_webhooks", "{webhook}", "Webhooks answered 202, by integration, resource, outcome and reason.");
        _refused = _meter.CreateCounter<long>("router_webhooks_refused", "{call}", "Calls not answered 202, by integration, status and reason.");
        _meter.CreateObservableGauge("router_webhooks_in_flight", () => inFlight.Count, "{webhook}", "Webhooks under way.");
        _duration = _meter.CreateHistogram(
            "router_ingest_duration",
            "s",
            "From a request's headers to its answer 202, by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5] });
    }

    /// <summary>A webhook was answered 202.</summary>
    public void OnAnswered(string integration, string? resource, IngestReason reason, TimeSpan duration)
    {
        var outcome = SnakeCase.Of(reason.Outcome());
        if (_webhooks.Enabled)
            _webhooks.Add(1, new TagList { { "integration", integration }, { "resource", Label(resource) }, { "outcome", outcome }, { "reason", SnakeCase.Of(reason) } });
        if (_duration.Enabled)
            _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }

    /// <summary>A call was refused.</summary>
    public void OnRefused(string? integration, int status, RejectReason reason)
    {
        if (_refused.Enabled)
            _refused.Add(1, new TagList { { "integration", integration ?? "none" }, { "status", status }, { "reason", SnakeCase.Of(reason) } });
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Sentry's resources are an open set, and labels must not be.</summary>
    private static string Label(string? resource) => resource switch
    {
        null => "legacy",
        "event_alert" or "metric_alert" or "issue" or "activity_alert" or "error" or "comment" or "installation" or "seer" or "preprod_artifact" => resource,
        _ => "other",
    };
}
