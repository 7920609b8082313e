using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>Deletes journal rows of days that are over, a hundred at a time. The service has no cheaper way but to drop a whole table, and no transaction spans two tables.</summary>
internal sealed class JournalTrim(AzureConnections connections, int partitions)
{
    private const int AtATime = 100;

    /// <summary>Deletes up to a hundred rows of each kind in each partition.</summary>
    /// <param name="before">Entries of earlier days go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>True when there may be more.</returns>
    public async ValueTask<bool> StepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var start = TablePosition.DayStart(before);
        var deleted = await Task.WhenAll(Enumerable.Range(0, partitions).Select(async partition =>
        {
            var key = TableKeys.Partition(partition);
            // The pointers go first: a page without one is found by the next step, a pointer without its page would be followed in vain.
            return await DeleteAsync(key, TableKeys.PageBackwards(start - 1), $"I|{TableKeys.End}", cancellationToken)
                + await DeleteAsync(key, TableKeys.Audit(start - 1), $"A|{TableKeys.End}", cancellationToken)
                + await DeleteAsync(key, "J|", TableKeys.Page(start), cancellationToken);
        }));
        return deleted.Any(count => count > 0);
    }

    private async Task<int> DeleteAsync(string partition, string from, string to, CancellationToken cancellationToken)
    {
        var rows = new List<TableTransactionAction>();
        await foreach (var row in connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{partition}' and RowKey ge '{from}' and RowKey lt '{to}'", AtATime, ["PartitionKey", "RowKey"], cancellationToken))
        {
            rows.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, row.RowKey), ETag.All));
            if (rows.Count == AtATime)
                break;
        }
        if (rows.Count == 0)
            return 0;
        try
        {
            await connections.Table.SubmitTransactionAsync(rows, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Another silo is at the same rows: one by one, those that are still there.
            foreach (var row in rows)
                await connections.Table.DeleteEntityAsync(partition, row.Entity.RowKey, cancellationToken: cancellationToken);
        }
        return rows.Count;
    }
}
