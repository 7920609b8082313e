using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Api.Tests.Storage;

/// <summary>The store's ports over memory: rows with their versions, lists in their order, one journal.</summary>
/// <param name="gap">How far apart the journal's positions are: a store may leave some out.</param>
internal sealed class MemoryStore(int gap = 1) : IGrainStateStorage, IIndexQuery, IJournal, IAuditJournal, IDueRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainKey, (long Version, GrainSnapshot Snapshot, long LastPosition, ImmutableDictionary<string, ReadOnlyMemory<byte>> Parts)> _rows = [];
    private ImmutableList<JournalEntry> _journal = [];
    private int _journalReads;
    private int _entriesRead;

    public IReadOnlyList<JournalEntry> Journal => _journal;

    /// <summary>The newest position; 0 without entries.</summary>
    public long Last { get; private set; }

    /// <summary>How often the journal was read onwards.</summary>
    public int JournalReads => _journalReads;

    /// <summary>How many entries were read.</summary>
    public int EntriesRead => _entriesRead;

    /// <summary>What is due.</summary>
    public DueRow? Due { get; set; }

    /// <summary>What reading a row throws; null is nothing.</summary>
    public Exception? Fault { get; set; }

    public void Clear()
    {
        lock (_gate)
        {
            _rows.Clear();
            (_journal, Last, Fault) = ([], 0, null);
        }
    }

    /// <summary>Stores a row whatever there was.</summary>
    public void Put(GrainKey key, GrainSnapshot snapshot, ImmutableArray<PartWrite> parts = default)
    {
        lock (_gate)
        {
            var (version, _, position, _) = _rows.GetValueOrDefault(key);
            _rows[key] = (version + 1, snapshot, position, (parts.IsDefault ? [] : parts).ToImmutableDictionary(part => part.Key, part => part.Data!.Value));
        }
    }

    /// <summary>Appends entries of a grain; the position of the last.</summary>
    public long Append(GrainKey key, params IEnumerable<JournalWrite> writes)
    {
        lock (_gate)
        {
            var row = _rows.GetValueOrDefault(key);
            var previous = row.LastPosition > 0 ? row.LastPosition : _journal.LastOrDefault(entry => entry.Key == key)?.Position ?? 0;
            // At once: who reads meanwhile sees all of them or none.
            var added = writes.Select((write, i) => new JournalEntry(Last + ((i + 1) * gap), i == 0 ? previous : Last + (i * gap), key, write.Kind, write.At, write.Data)).ToList();
            _journal = _journal.AddRange(added);
            Last += added.Count * gap;
            var last = added is [.., var newest] ? newest.Position : previous;
            if (row.Version > 0)
                _rows[key] = row with { LastPosition = last };
            return last;
        }
    }

    /// <summary>Drops the entries before a position, as retention does.</summary>
    public void Purge(long before)
    {
        lock (_gate)
            _journal = _journal.RemoveAll(entry => entry.Position < before);
    }

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Fault is not null ? throw Fault
                : ValueTask.FromResult(_rows.TryGetValue(key, out var row) ? new GrainRow(row.Version, row.Snapshot.State, row.LastPosition, row.Parts) : null);
        }
    }

    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        lock (_gate)
        {
            var (version, _, _, parts) = _rows.GetValueOrDefault(write.Key);
            if (version != write.ExpectedVersion)
                throw new StoreConflictException($"{write.Key}");
            var first = write.Journal.IsEmpty ? 0 : Last + gap;
            var last = Append(write.Key, write.Journal);
            if (write.Snapshot is { } encode)
                _rows[write.Key] = (version + 1, encode(), last, write.Parts.Aggregate(parts ?? [], (all, part) => part.Data is { } data ? all.SetItem(part.Key, data) : all.Remove(part.Key)));
            else
                _rows.Remove(write.Key);
            return Task.FromResult(new CommitResult(version + 1, first));
        }
    }

    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var (at, id, _) = filter.After ?? default;
            var rows = _rows.Where(row => row.Key.Type == filter.Type && row.Value.Snapshot.Index is not null)
                .Select(row => new IndexedGrain(row.Key, row.Value.Snapshot.Index!))
                .Where(row => (filter.Status is null || row.Row.Status == filter.Status)
                    && (filter.Rule is null || row.Row.Rule == filter.Rule)
                    && (filter.Channel is null || row.Row.Channels.Contains(filter.Channel))
                    && (filter.Text is null || row.Key.Id.Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
                    && (filter.From is null || row.Row.LastSeen >= filter.From))
                .OrderByDescending(row => row.Row.FirstSeen).ThenBy(row => row.Key.Id, StringComparer.Ordinal)
                .SkipWhile(row => filter.After is not null && (row.Row.FirstSeen > at || (row.Row.FirstSeen == at && string.CompareOrdinal(row.Key.Id, id) <= 0)))
                .ToList();
            var page = rows.Take(filter.Limit).ToList();
            return ValueTask.FromResult(new IndexPage(page, rows.Count > page.Count ? new(page[^1].Row.FirstSeen, page[^1].Key.Id) : null));
        }
    }

    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_journal.Find(entry => entry.Position == position));

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _journalReads);
        return Read(_journal.Where(entry => entry.Position > after).Take(limit));
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        Read(_journal.Reverse().Where(entry => entry.Position < before).Take(limit));

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        Read(_journal.Reverse().Where(entry => entry.Kind == JournalKind.Audit && entry.Position < before).Take(limit));

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Last);

    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<DueRow>>(shard == 3 && Due is { } due && due.DueAt <= now ? [due] : []);

    private ValueTask<IReadOnlyList<JournalEntry>> Read(IEnumerable<JournalEntry> entries)
    {
        var page = entries.ToList();
        Interlocked.Add(ref _entriesRead, page.Count);
        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(page);
    }
}
