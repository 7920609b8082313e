using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Api.Tests.Operations;

/// <summary>The store's reading ports over memory: rows, a list in its order, and a journal that can be held back.</summary>
internal sealed class MemoryStore : IGrainStateStorage, IIndexQuery, IJournal, IDueRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainKey, (GrainSnapshot Snapshot, long LastPosition, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts)> _rows = [];
    private ImmutableList<JournalEntry> _journal = [];

    public long Last => _journal.IsEmpty ? 0 : _journal[^1].Position;

    /// <summary>How often the journal was read.</summary>
    public int JournalReads;

    public DueRow? Due { get; set; }

    public void Put(GrainKey key, GrainSnapshot snapshot, ImmutableArray<PartWrite> parts = default)
    {
        lock (_gate)
            _rows[key] = (snapshot, _rows.TryGetValue(key, out var row) ? row.LastPosition : 0, (parts.IsDefault ? [] : parts).ToDictionary(part => part.Key, part => part.Data!.Value));
    }

    /// <summary>Appends entries at once; the position of the last.</summary>
    public long Append(GrainKey key, params IEnumerable<JournalWrite> writes)
    {
        lock (_gate)
        {
            var added = new List<JournalEntry>();
            var previous = _journal.LastOrDefault(entry => entry.Key == key)?.Position ?? 0;
            foreach (var write in writes)
            {
                added.Add(new(Last + added.Count + 1, previous, key, write.Kind, write.At, write.Data));
                previous = added[^1].Position;
            }

            _journal = _journal.AddRange(added);
            if (_rows.TryGetValue(key, out var row))
                _rows[key] = row with { LastPosition = previous };
            return previous;
        }
    }

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult(_rows.TryGetValue(key, out var row) ? new GrainRow(1, row.Snapshot.State, row.LastPosition, row.Parts) : null);
    }

    public Task<CommitResult> CommitAsync(GrainWrite write) => throw new NotSupportedException();

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
        Interlocked.Increment(ref JournalReads);
        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _journal.SkipWhile(entry => entry.Position <= after).Take(limit)]);
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _journal.AsEnumerable().Reverse().Where(e => e.Position < before).Take(limit)]);

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Last);

    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<DueRow>>(shard == 3 && Due is { } due && due.DueAt <= now ? [due] : []);
}
