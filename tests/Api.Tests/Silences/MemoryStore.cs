using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Api.Tests.Silences;

/// <summary>State, index and journal in memory; the journal keeps every third position, as a store with gaps may.</summary>
internal sealed class MemoryStore : IGrainStateStorage, IIndexQuery, IJournal
{
    private const int Gap = 3;

    private readonly Dictionary<GrainKey, (long Version, GrainSnapshot Snapshot)> _rows = [];

    public List<JournalEntry> Journal { get; } = [];

    public void Append(JournalKind kind, GrainKey key, DateTimeOffset at, byte[] data) => Journal.Add(new((Journal.Count + 1) * Gap, 0, key, kind, at, data));

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult(
        _rows.TryGetValue(key, out var row) ? new GrainRow(row.Version, row.Snapshot.State, 0, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty) : null);

    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        var version = _rows.TryGetValue(write.Key, out var row) ? row.Version : 0;
        if (version != write.ExpectedVersion)
            throw new StoreConflictException($"{write.Key}");
        _rows[write.Key] = (version + 1, write.Snapshot!());
        foreach (var entry in write.Journal)
            Append(entry.Kind, write.Key, entry.At, entry.Data.ToArray());
        return Task.FromResult(new CommitResult(version + 1, Journal.Count * Gap));
    }

    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        var all = _rows.Where(r => r.Key.Type == filter.Type && r.Value.Snapshot.Index is { } index && (filter.Status is null || index.Status == filter.Status))
            .Select(r => new IndexedGrain(r.Key, r.Value.Snapshot.Index!))
            .OrderBy(r => r.Key.Id, StringComparer.Ordinal)
            .SkipWhile(r => filter.After is { } after && string.CompareOrdinal(r.Key.Id, after.Id) <= 0)
            .ToList();
        var page = all.Take(filter.Limit).ToList();
        return ValueTask.FromResult(new IndexPage(page, all.Count > page.Count ? new IndexCursor(page[^1].Row.LastSeen, page[^1].Key.Id) : null));
    }

    ValueTask<JournalEntry?> IJournal.ReadAsync(long position, CancellationToken cancellationToken) => ValueTask.FromResult(Journal.Find(e => e.Position == position));

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Journal.Where(e => e.Position > after).Take(limit)]);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Journal.AsEnumerable().Reverse().Where(e => e.Position < before).Take(limit)]);

    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult((long)Journal.Count * Gap);
}
