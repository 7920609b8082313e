using System.Diagnostics.Metrics;
using Router.Domain;
using Router.Domain.TwoWay;

namespace Router.Grains.TwoWay;

/// <summary>Counts what goes to Sentry: <c>router.sentry.changes</c> by integration and outcome, <c>router.sentry.reconciled</c> by integration and outcome.</summary>
internal sealed class SentryMetrics
{
    private readonly Counter<long> _changes;
    private readonly Counter<long> _reconciled;

    public SentryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Router.TwoWay");
        _changes = meter.CreateCounter<long>("router.sentry.changes", "{try}", "Tries to change an issue in Sentry");
        _reconciled = meter.CreateCounter<long>("router.sentry.reconciled", "{issue}", "Open issues that Sentry was asked about");
    }

    public void OnChange(string integration, SentryChangeOutcome outcome) =>
        _changes.Add(1, new KeyValuePair<string, object?>("integration", integration), new("outcome", SnakeCase.Of(outcome)));

    /// <summary>An issue was asked about: <c>same</c>, <c>lost</c> or <c>failed</c>.</summary>
    public void OnReconciled(string integration, string outcome) =>
        _reconciled.Add(1, new KeyValuePair<string, object?>("integration", integration), new("outcome", outcome));
}
