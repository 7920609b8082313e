using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>Deletes grains that have outlived their time, as any other write: one that its owner changes meanwhile stays.</summary>
internal sealed class GrainPurge(AzureConnections connections, int partitions, GrainReader grains, Func<GrainWrite, Task<CommitResult>> commit)
{
    /// <summary>Deletes up to <paramref name="limit"/>.</summary>
    /// <returns>True when there may be more.</returns>
    public async ValueTask<bool> StepAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var deletions = new List<Task<bool>>();
        for (var partition = 0; partition < partitions && deletions.Count < limit; partition++)
        {
            await foreach (var key in OldAsync(TableKeys.Partition(partition), before, limit - deletions.Count, cancellationToken))
                deletions.Add(DeleteAsync(key, before, cancellationToken));
        }
        return (await Task.WhenAll(deletions)).Count(isDeleted => isDeleted) >= limit;
    }

    /// <summary>The list's rows that may be old enough. The types are found by leaps.</summary>
    private async IAsyncEnumerable<GrainKey> OldAsync(string partition, DateTimeOffset before, int limit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = 0;
        for (var type = await NextAsync(partition, $"{ListEntry.All}|", cancellationToken); type is not null; type = await NextAsync(partition, $"{type}{TableKeys.End}", cancellationToken))
        {
            var from = TableKeys.ListFrom(type, before.ToUnixTimeMilliseconds());
            var where = $"PartitionKey eq '{partition}' and RowKey gt '{from}' and RowKey lt '{type}{TableKeys.End}' and {nameof(ListEntry.SeenHour)} le {ListEntry.HourOf(before)}L"
                + $" and ({nameof(ListEntry.Status)} eq '{ListColumns.EndedStatus}' or {nameof(ListEntry.IsDue)} eq false)";
            await foreach (var row in connections.Table.QueryAsync<TableEntity>(where, cancellationToken: cancellationToken))
            {
                var key = new GrainKey(PostgresText.Decode(row.GetString("Type")), PostgresText.Decode(row.GetString("Id")));
                if (await grains.FindAsync(key, GrainEntity.ListNames, cancellationToken) is not { } entity || GrainEntity.List(entity) is not { } listed || listed.LastSeen >= before)
                    continue;
                yield return key;
                if (++found >= limit)
                    yield break;
            }
        }
    }

    /// <summary>The list's next type as the beginning of its keys; null after the last.</summary>
    private async Task<string?> NextAsync(string partition, string after, CancellationToken cancellationToken)
    {
        await foreach (var row in connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{partition}' and RowKey gt '{after}' and RowKey lt '{ListEntry.All}|{TableKeys.End}'", 1, ["RowKey"], cancellationToken))
            return row.RowKey[..(row.RowKey.IndexOf('|', 2) + 1)];
        return null;
    }

    private async Task<bool> DeleteAsync(GrainKey key, DateTimeOffset before, CancellationToken cancellationToken)
    {
        try
        {
            if (await grains.FindAsync(key, null, cancellationToken) is not { } entity
                || GrainEntity.Head(entity) is not { List: { } list } head
                || GrainEntity.List(entity)!.LastSeen >= before
                || (list.IsOpen && head.DueAt is not null))
                return false;
            await commit(new() { Key = key, ExpectedVersion = head.Version, Snapshot = null });
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
