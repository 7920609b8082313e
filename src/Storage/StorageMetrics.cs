using System.Diagnostics.Metrics;

namespace Router.Storage;

/// <summary>What the store measures of itself.</summary>
public sealed class StorageMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Router.Storage";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _batchSize;
    private readonly Counter<long> _snapshotsFlushed;
    private readonly Counter<long> _failures;

    internal StorageMetrics(Func<int> queueLength, Func<int> deferred)
    {
        _commitDuration = _meter.CreateHistogram(
            "router.storage.commit.duration",
            "s",
            "Time of one transaction, its fsync included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] });
        _batchSize = _meter.CreateHistogram(
            "router.storage.batch.size",
            "{write}",
            "Writes that shared a transaction.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _snapshotsFlushed = _meter.CreateCounter<long>("router.storage.snapshots.flushed", "{row}", "Deferred snapshots written.");
        _failures = _meter.CreateCounter<long>("router.storage.failures", "{failure}", "Failures by kind: conflict, queue_full, disk_full, io, corrupt, other, snapshot.");
        _meter.CreateObservableGauge("router.storage.queue.length", queueLength, "{write}", "Writes that wait for a transaction.");
        _meter.CreateObservableGauge("router.storage.snapshots.deferred", deferred, "{row}", "Rows whose snapshot is not written yet.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void OnCommitted(TimeSpan duration, int writes)
    {
        _commitDuration.Record(duration.TotalSeconds);
        _batchSize.Record(writes);
    }

    internal void OnFlushed(int rows) => _snapshotsFlushed.Add(rows);

    internal void OnFailed(string kind) => _failures.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
