using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>
/// Lists: the rows of the list from all partitions in its order, with what the server can filter, and then each grain's own row, which has
/// the last word. A row of the list is there from the commit that lists the grain to the one that takes it out: so what matches
/// throughout is met, and nothing twice.
/// </summary>
internal sealed class IndexReader(AzureConnections connections, int partitions, GrainReader grains)
{
    private const int MostPerPage = 1000;

    /// <summary>A page.</summary>
    public async ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken)
    {
        var items = new List<IndexedGrain>();
        await using var candidates = CandidatesAsync(filter, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var more = true; more && items.Count <= filter.Limit;)
        {
            var some = new List<Task<IndexedGrain?>>();
            while (some.Count <= filter.Limit - items.Count && (more = await candidates.MoveNextAsync()))
                some.Add(FindAsync(candidates.Current.Key, candidates.Current.Created, filter, cancellationToken));
            items.AddRange((await Task.WhenAll(some)).OfType<IndexedGrain>());
        }
        if (items.Count <= filter.Limit)
            return new(items, null);
        items.RemoveAt(filter.Limit);
        return new(items, new(items[^1].Row.CreatedAt!.Value, items[^1].Key.Id));
    }

    /// <summary>The rows of the list that may match, in its order.</summary>
    private async IAsyncEnumerable<(GrainKey Key, long Created)> CandidatesAsync(IndexFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = filter.Status is { } status && status != ListColumns.EndedStatus ? ListEntry.Open : ListEntry.All;
        var prefix = TableKeys.ListOf(list, filter.Type);
        var from = filter.After is { } after ? TableKeys.List(list, new(filter.Type, after.Id), after.CreatedAt.ToUnixTimeMilliseconds()) : prefix;
        var perPage = Math.Min(MostPerPage, 8 + (2 * filter.Limit / partitions));
        var sources = Enumerable.Range(0, partitions).Select(partition => connections.Table.QueryAsync<TableEntity>(
            ListEntry.Where(TableKeys.Partition(partition), from, prefix + TableKeys.End, filter), string.IsNullOrEmpty(filter.Text) ? perPage : MostPerPage, cancellationToken: cancellationToken));
        await foreach (var row in OrderedMerge.ReadAsync(sources, row => row.RowKey, StringComparer.Ordinal, cancellationToken))
        {
            var id = PostgresText.Decode(row.GetString("Id"));
            if (ListEntry.MayMatch(filter, id, PostgresText.Decode(row.GetString(nameof(ListEntry.Title))), ListColumns.ReadChannels(row.GetString(nameof(ListEntry.Channels)))))
                yield return (new(filter.Type, id), row.GetInt64(nameof(ListEntry.Created)) ?? 0);
        }
    }

    private async Task<IndexedGrain?> FindAsync(GrainKey key, long created, IndexFilter filter, CancellationToken cancellationToken)
    {
        var row = await grains.FindAsync(key, GrainEntity.ListNames, cancellationToken) is { } entity ? GrainEntity.List(entity) : null;
        return row is not null && row.CreatedAt!.Value.ToUnixTimeMilliseconds() == created && ListEntry.Matches(filter, key.Id, row) ? new(key, row) : null;
    }
}
