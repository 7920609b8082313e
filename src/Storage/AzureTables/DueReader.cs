using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>Due rows: a shard's are one range of keys, the oldest first.</summary>
internal sealed class DueReader(AzureConnections connections, int partitions)
{
    /// <summary>Those that are due.</summary>
    public async ValueTask<IReadOnlyList<DueRow>> ReadAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<DueRow>();
        var where = $"PartitionKey eq '{TableKeys.Partition(shard % partitions)}' and RowKey gt '{TableKeys.DueOf(shard)}' and RowKey lt '{TableKeys.DueUntil(shard, now.ToUnixTimeMilliseconds())}{TableKeys.End}'";
        await foreach (var row in connections.Table.QueryAsync<TableEntity>(where, Math.Clamp(limit, 1, 1000), cancellationToken: cancellationToken))
        {
            if (rows.Count >= limit)
                break;
            rows.Add(new(
                new(PostgresText.Decode(row.GetString("Type")), PostgresText.Decode(row.GetString("Id"))),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(nameof(GrainHead.DueAt))!.Value)));
        }
        return rows;
    }
}
