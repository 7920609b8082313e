using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>A store's rows and journal in memory; every commit takes the next positions.</summary>
internal sealed class FakeRows : IGrainStateStorage, IJournal
{
    private readonly Dictionary<GrainKey, GrainRow> _rows = [];
    private readonly List<JournalEntry> _journal = [];

    public Exception? Fault { get; set; }

    public void Clear()
    {
        _rows.Clear();
        _journal.Clear();
        Fault = null;
    }

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) =>
        Fault is null ? ValueTask.FromResult(_rows.GetValueOrDefault(key)) : throw Fault;

    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(position <= _journal.Count ? _journal[(int)position - 1] : null);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _journal.Skip((int)after).Take(limit)]);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _journal.AsEnumerable().Reverse().Where(e => e.Position < before).Take(limit)]);

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult((long)_journal.Count);

    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        var old = _rows.GetValueOrDefault(write.Key);
        var last = old?.LastPosition ?? 0;
        foreach (var entry in write.Journal)
        {
            _journal.Add(new(_journal.Count + 1, last, write.Key, entry.Kind, entry.At, entry.Data));
            last = _journal.Count;
        }

        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(old?.Parts ?? new Dictionary<string, ReadOnlyMemory<byte>>());
        foreach (var part in write.Parts)
            parts[part.Key] = part.Data!.Value;
        _rows[write.Key] = new((old?.Version ?? 0) + 1, write.Snapshot!().State, last, parts);
        return Task.FromResult(new CommitResult(_rows[write.Key].Version, last));
    }
}
