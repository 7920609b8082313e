using System.Diagnostics.Metrics;

namespace Router.Api.Sentry.Inbox;

/// <summary>The inbox's metrics, meter <c>Router.Ingest</c>.</summary>
internal sealed class InboxMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _queued;

    public InboxMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Router.Ingest");
        _queued = _meter.CreateCounter<long>("router_webhooks_queued", "{webhook}", "Webhooks that went into the inbox, by integration.");
    }

    /// <summary>A webhook is in the inbox.</summary>
    public void OnQueued(string integration) => _queued.Add(1, new KeyValuePair<string, object?>("integration", integration));

    public void Dispose() => _meter.Dispose();
}
