using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Api.Tests.Receipts;

/// <summary>A store in memory: rows and one journal.</summary>
internal sealed class FakeStore : IJournal, IGrainStateStorage
{
    private readonly Dictionary<GrainKey, GrainRow> _rows = [];
    private readonly List<JournalEntry> _entries = [];
    private long _last;

    /// <summary>How many entries were read.</summary>
    public int EntriesRead { get; private set; }

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult(_rows.GetValueOrDefault(key));

    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        var row = _rows.GetValueOrDefault(write.Key) ?? new(0, default, 0, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);
        var first = write.Journal.IsEmpty ? 0 : _last + 1;
        var previous = row.LastPosition;
        foreach (var entry in write.Journal)
        {
            _entries.Add(new(++_last, previous, write.Key, entry.Kind, entry.At, entry.Data));
            previous = _last;
        }

        var parts = row.Parts.ToImmutableDictionary();
        foreach (var part in write.Parts)
            parts = part.Data is { } data ? parts.SetItem(part.Key, data) : parts.Remove(part.Key);
        if (write.Snapshot?.Invoke() is { } snapshot)
            _rows[write.Key] = new(row.Version + 1, snapshot.State, previous, parts);
        else
            _rows.Remove(write.Key);
        return Task.FromResult(new CommitResult(row.Version + 1, first));
    }

    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_entries.FirstOrDefault(e => e.Position == position));

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        Read(_entries.Where(e => e.Position > after).Take(limit));

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        Read(_entries.AsEnumerable().Reverse().Where(e => e.Position < before).Take(limit));

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_last);

    /// <summary>Drops the entries before a position, as retention does.</summary>
    public void Purge(long before) => _entries.RemoveAll(e => e.Position < before);

    private ValueTask<IReadOnlyList<JournalEntry>> Read(IEnumerable<JournalEntry> entries)
    {
        var page = entries.ToList();
        EntriesRead += page.Count;
        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(page);
    }
}
