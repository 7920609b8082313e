using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>
/// Reads the journal. Each partition gives rising positions, but one may give a lower one than another has given: before a reader shows a
/// position, the partitions that are behind are sealed up to it.
/// </summary>
internal sealed class JournalReader(AzureConnections connections, IReadOnlyList<PartitionWriter> writers)
{
    private const int PagesAtATime = 16;

    /// <summary>Up to here nothing can appear any more.</summary>
    private readonly JournalClock _sealed = new();

    /// <summary>The entry at a position, or null.</summary>
    public async ValueTask<JournalEntry?> EntryAsync(long position, CancellationToken cancellationToken)
    {
        var partition = TablePosition.Partition(position);
        if (position <= 0 || partition >= writers.Count)
            return null;
        var from = TablePosition.Unit(position, partition);
        var found = default(JournalEntry);
        await foreach (var row in connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{TableKeys.Partition(partition)}' and RowKey ge '{TableKeys.Page(from)}' and RowKey le '{TableKeys.Page(position)}'", cancellationToken: cancellationToken))
            found = Entries(row, position).FirstOrDefault(entry => entry.Position == position) ?? found;
        return found;
    }

    /// <summary>Up to <paramref name="limit"/> entries after a position.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> AfterAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var known = _sealed.Last;
        if (after < known && await ReadAsync(after, known, limit, cancellationToken) is { } sealedBefore && sealedBefore.Count == limit)
            return sealedBefore;
        var horizon = await HorizonAsync(after, cancellationToken);
        return horizon <= after ? [] : await ReadAsync(after, horizon, limit, cancellationToken);
    }

    /// <summary>Up to <paramref name="limit"/> entries before a position, the newest first.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> BeforeAsync(long before, int limit, CancellationToken cancellationToken)
    {
        var horizon = Math.Min(before - 1, before > _sealed.Last ? await HorizonAsync(0, cancellationToken) : long.MaxValue);
        var sources = Enumerable.Range(0, writers.Count).Select(partition => connections.Table.QueryAsync<TableEntity>(
            // The page that holds the position, if any, begins at it or up to a transaction's length before it.
            $"PartitionKey eq '{TableKeys.Partition(partition)}' and RowKey ge '{TableKeys.PageBackwards(horizon)}' and RowKey lt 'I|{TableKeys.End}'", Math.Min(limit, 100), cancellationToken: cancellationToken));
        var entries = new List<JournalEntry>();
        await foreach (var pointer in OrderedMerge.ReadAsync(sources, row => row.RowKey, StringComparer.Ordinal, cancellationToken))
        {
            var page = await connections.Table.GetEntityIfExistsAsync<TableEntity>(pointer.PartitionKey, TableKeys.Page(pointer.GetInt64("First")!.Value), cancellationToken: cancellationToken);
            if (!page.HasValue)
                continue;
            entries.AddRange(Entries(page.Value!, 0).Where(entry => entry.Position <= horizon).Reverse().Take(limit - entries.Count));
            if (entries.Count >= limit)
                break;
        }
        return entries;
    }

    /// <summary>Up to <paramref name="limit"/> audit entries before a position, the newest first.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> AuditAsync(long before, int limit, CancellationToken cancellationToken)
    {
        var sources = Enumerable.Range(0, writers.Count).Select(partition => connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{TableKeys.Partition(partition)}' and RowKey ge '{TableKeys.Audit(before - 1)}' and RowKey lt 'A|{TableKeys.End}'", Math.Min(limit, 1000), cancellationToken: cancellationToken));
        var entries = new List<JournalEntry>();
        await foreach (var row in OrderedMerge.ReadAsync(sources, row => row.RowKey, StringComparer.Ordinal, cancellationToken))
        {
            if (await EntryAsync(TableKeys.BackwardsPosition(row.RowKey), cancellationToken) is { } entry)
                entries.Add(entry);
            if (entries.Count >= limit)
                break;
        }
        return entries;
    }

    /// <summary>The newest position that <see cref="AfterAsync"/> returns; 0 without one.</summary>
    public async ValueTask<long> LastAsync(CancellationToken cancellationToken) =>
        await BeforeAsync(long.MaxValue, 1, cancellationToken) is [var last] ? last.Position : 0;

    /// <summary>The newest position after one, once nothing can appear below it any more; the one given when there is none.</summary>
    private async ValueTask<long> HorizonAsync(long after, CancellationToken cancellationToken)
    {
        var heads = await Task.WhenAll(Enumerable.Range(0, writers.Count).Select(partition =>
            PartitionHead.ReadAsync(connections.Table, TableKeys.Partition(partition), cancellationToken)));
        var last = heads.Max(head => head.Last);
        if (last <= after)
            return after;
        await Task.WhenAll(heads.Select((head, partition) => head.Floor < last ? writers[partition].SealAsync(last, cancellationToken) : Task.CompletedTask));
        _sealed.Observe(last);
        return last;
    }

    private async ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long after, long horizon, int limit, CancellationToken cancellationToken)
    {
        var sources = Enumerable.Range(0, writers.Count).Select(partition => connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{TableKeys.Partition(partition)}' and RowKey ge '{TableKeys.Page(TablePosition.Unit(after + 1, partition))}' and RowKey le '{TableKeys.Page(horizon)}'",
            Math.Min(limit, PagesAtATime), cancellationToken: cancellationToken));
        var entries = new List<JournalEntry>();
        await foreach (var row in OrderedMerge.ReadAsync(sources, row => row.GetInt64("First")!.Value, Comparer<long>.Default, cancellationToken))
        {
            entries.AddRange(Entries(row, after + 1).Where(entry => entry.Position <= horizon).Take(limit - entries.Count));
            if (entries.Count >= limit)
                break;
        }
        return entries;
    }

    private static IEnumerable<JournalEntry> Entries(TableEntity page, long from) => JournalPage.Read(page.GetInt64("First")!.Value, EntityBytes.Read(page), from);
}
