using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Router.Storage.AzureTables;

/// <summary>Blobs and parts that no row refers to any more, or not yet: each has a row that says so.</summary>
internal sealed class TableGarbage(AzureConnections connections, int partitions, TimeProvider timeProvider)
{
    /// <summary>So long a reader may still be at it, or a transaction under way that will refer to it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>A row for what is garbage from now on.</summary>
    public static TableEntity Row(string partition, DateTimeOffset now, string? blob = null, string? prefix = null)
    {
        var row = new TableEntity(partition, TableKeys.Garbage(now, PendingWrite.NewId()));
        if (blob is not null)
            row["Blob"] = blob;
        if (prefix is not null)
            row["Prefix"] = prefix;
        return row;
    }

    /// <summary>Removes some.</summary>
    /// <returns>True when there may be more.</returns>
    public async ValueTask<bool> StepAsync(int limit, CancellationToken cancellationToken)
    {
        var until = TableKeys.GarbageUntil(timeProvider.GetUtcNow() - Grace);
        for (var partition = 0; partition < partitions; partition++)
        {
            var key = TableKeys.Partition(partition);
            var removed = 0;
            await foreach (var row in connections.Table.QueryAsync<TableEntity>($"PartitionKey eq '{key}' and RowKey gt 'G|' and RowKey lt '{until}'", limit, cancellationToken: cancellationToken))
            {
                await RemoveAsync(key, row, cancellationToken);
                if (++removed >= limit)
                    return true;
            }
        }
        return false;
    }

    private async Task RemoveAsync(string partition, TableEntity row, CancellationToken cancellationToken)
    {
        if (row.GetString("Blob") is { } blob && row.GetBoolean("IsPending") is true)
        {
            // The row goes first: a transaction that was to refer to the blob takes the row with it, and can't from here on.
            if (!await TryDeleteAsync(row, cancellationToken))
                return;
            await connections.Blobs.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);
            return;
        }
        if (row.GetString("Blob") is { } old)
            await connections.Blobs.DeleteBlobIfExistsAsync(old, cancellationToken: cancellationToken);
        if (row.GetString("Prefix") is { } prefix)
        {
            await foreach (var part in connections.Table.QueryAsync<TableEntity>(
                $"PartitionKey eq '{partition}' and RowKey ge '{prefix}' and RowKey lt '{prefix}{TableKeys.End}'", select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
                await connections.Table.DeleteEntityAsync(partition, part.RowKey, cancellationToken: cancellationToken);
        }
        await TryDeleteAsync(row, cancellationToken);
    }

    private async Task<bool> TryDeleteAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            return (await connections.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken)).Status != 404;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }
}
