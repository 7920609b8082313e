using System.Collections.Concurrent;
using Router.Domain.Storage;

namespace Router.Grains.Tests.Delivery;

/// <summary>The storage port in memory, with version checks and faults on demand.</summary>
internal sealed class FakeStorage : IGrainStateStorage, IIndexQuery
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GrainKey, FakeRow> _rows = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waits = [];

    /// <summary>Asked before every commit; an exception fails it, and <see cref="FailsAfterWriting"/> says whether it was written nevertheless.</summary>
    public Func<GrainWrite, Exception?> Fault { get; set; } = _ => null;

    public bool FailsAfterWriting { get; set; }

    public ConcurrentQueue<JournalWrite> Journal { get; } = new();

    public FakeRow? Row(GrainKey key)
    {
        lock (_lock)
            return _rows.GetValueOrDefault(key);
    }

    public IReadOnlyList<KeyValuePair<GrainKey, FakeRow>> Rows()
    {
        lock (_lock)
            return [.. _rows];
    }

    public async ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Row(key) is { } row ? new(row.Version, row.State, 0, row.Parts) : null;
    }

    public async Task<CommitResult> CommitAsync(GrainWrite write)
    {
        await Task.Yield();
        var fault = Fault(write);
        if (fault is not null && !FailsAfterWriting)
            throw fault;
        var result = Write(write);
        if (fault is not null)
            throw fault;
        return result;
    }

    /// <summary>One page of the rows with an index, by type, status, channel and a part of the id.</summary>
    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default) => ValueTask.FromResult(new IndexPage(
        [
            .. Rows().Where(row => row.Key.Type == filter.Type && row.Value.Index is { } index
                    && (filter.Status is null || index.Status == filter.Status) && (filter.Channel is null || index.Channels.Contains(filter.Channel))
                    && (filter.Text is null || row.Key.Id.Contains(filter.Text, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(row => row.Key.Id, StringComparer.Ordinal).Select(row => new IndexedGrain(row.Key, row.Value.Index!)),
        ],
        null));

    /// <summary>Completes when a commit makes the condition true, or at once.</summary>
    public Task WhenAsync(Func<bool> condition)
    {
        lock (_lock)
        {
            if (condition())
                return Task.CompletedTask;
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((condition, met));
            return met.Task.WaitAsync(DeliveryCluster.Bound);
        }
    }

    private CommitResult Write(GrainWrite write)
    {
        lock (_lock)
        {
            var version = _rows.TryGetValue(write.Key, out var row) ? row.Version : 0;
            if (version != write.ExpectedVersion)
                throw new StoreConflictException($"{write.Key} has version {version}, not {write.ExpectedVersion}");
            var snapshot = write.Snapshot?.Invoke();
            if (snapshot is null)
                _rows.Remove(write.Key);
            else
                _rows[write.Key] = new(version + 1, snapshot.State, snapshot.DueAt, Parts(row, write), snapshot.Index);
            foreach (var entry in write.Journal)
                Journal.Enqueue(entry);
            foreach (var wait in _waits.FindAll(wait => wait.Condition()))
            {
                _waits.Remove(wait);
                wait.Met.SetResult();
            }

            return new(version + 1, Journal.Count);
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Parts(FakeRow? row, GrainWrite write)
    {
        var parts = row is null ? [] : new Dictionary<string, ReadOnlyMemory<byte>>(row.Parts);
        foreach (var part in write.Parts)
        {
            if (part.Data is { } data)
                parts[part.Key] = data;
            else
                parts.Remove(part.Key);
        }

        return parts;
    }
}
