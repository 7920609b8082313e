using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using Router.Storage.Tests.Sqlite;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests;

public sealed class StorageMetricsTests
{
    [Fact]
    public async Task Commits_flushes_and_conflicts_are_measured()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageMetrics.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => seen.Add(instrument.Name));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add(tags.Length == 0 ? instrument.Name : $"{instrument.Name}={tags[0].Value}"));
        listener.Start();
        await using var store = await SqliteTestStore.OpenAsync(new FakeTimeProvider(Start));
        await store.Grains.CommitAsync(Write(Issue(1), 0, "a"));
        await store.Grains.CommitAsync(Repeat(Issue(1), 1, "b", "b"));
        await Assert.ThrowsAsync<StoreConflictException>(() => store.Grains.CommitAsync(Write(Issue(1), 1, "a")));
        await store.SettleAsync();
        listener.RecordObservableInstruments();
        Assert.Superset(
            new HashSet<string> { "router.storage.commit.duration", "router.storage.batch.size", "router.storage.snapshots.flushed", "router.storage.failures=conflict", "router.storage.queue.length", "router.storage.snapshots.deferred" },
            seen.ToHashSet());
    }
}
