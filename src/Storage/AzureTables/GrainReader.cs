using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>Reads grains, and keeps what the next write must know of them.</summary>
internal sealed class GrainReader(AzureConnections connections, int partitions, HeadCache heads, LargeValues large)
{
    /// <summary>The partition of a grain.</summary>
    public int PartitionOf(GrainKey key) => GrainShard.Of(key) % partitions;

    /// <summary>A grain's row with its parts, as of one moment; null when there is none.</summary>
    public async ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(key, null, cancellationToken) is not { } entity)
            {
                heads.Remove(key);
                return null;
            }
            var head = GrainEntity.Head(entity);
            var state = head.StateBlob is { } blob ? await large.ReadAsync(blob, cancellationToken) : EntityBytes.Read(entity);
            if (state is null)
                continue;
            if (head.Generation is null)
            {
                heads.Set(key, head);
                return new(head.Version, state, head.Position, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);
            }
            var parts = await TryPartsAsync(key, head, cancellationToken);
            // The parts are those of the state when the row has not changed meanwhile.
            if (parts is null || (await FindAsync(key, ["PartitionKey"], cancellationToken))?.ETag != head.ETag)
                continue;
            heads.Set(key, head);
            return new(head.Version, state, head.Position, parts);
        }
    }

    /// <summary>What a write must know of a row.</summary>
    public async ValueTask<GrainHead> HeadAsync(GrainKey key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, null, cancellationToken) is not { } entity)
            return GrainHead.None;
        var head = GrainEntity.Head(entity);
        heads.Set(key, head);
        return head;
    }

    /// <summary>A row's columns; null when there is none.</summary>
    public async ValueTask<TableEntity?> FindAsync(GrainKey key, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        var found = await connections.Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Partition(PartitionOf(key)), TableKeys.State(key), select, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>A page of all rows: partition by partition, in the order of their keys.</summary>
    public async ValueTask<IReadOnlyList<StoredGrain>> AllAsync(GrainKey? after, int limit, CancellationToken cancellationToken)
    {
        var grains = new List<StoredGrain>();
        var from = after is { } key ? TableKeys.State(key) : "S|";
        for (var partition = after is { } last ? PartitionOf(last) : 0; partition < partitions && grains.Count < limit; partition++, from = "S|")
        {
            var where = $"PartitionKey eq '{TableKeys.Partition(partition)}' and RowKey gt '{from}' and RowKey lt 'S|{TableKeys.End}'";
            await foreach (var row in connections.Table.QueryAsync<TableEntity>(where, Math.Clamp(limit, 1, 1000), [.. GrainEntity.ListNames, nameof(GrainHead.DueAt)], cancellationToken))
            {
                DateTimeOffset? dueAt = row.GetInt64(nameof(GrainHead.DueAt)) is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
                grains.Add(new(GrainEntity.Key(row), dueAt, GrainEntity.List(row)));
                if (grains.Count >= limit)
                    break;
            }
        }
        return grains;
    }

    /// <summary>The parts of a row that is not being changed.</summary>
    public async Task<Dictionary<string, ReadOnlyMemory<byte>>> PartsAsync(GrainKey key, GrainHead head, CancellationToken cancellationToken) =>
        await TryPartsAsync(key, head, cancellationToken) ?? throw new StoreUnavailableException($"The parts of {key} changed while they were read.");

    private async Task<Dictionary<string, ReadOnlyMemory<byte>>?> TryPartsAsync(GrainKey key, GrainHead head, CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>();
        if (head.PartsBlob is { } blob)
        {
            if (await large.ReadAsync(blob, cancellationToken) is not { } packed)
                return null;
            parts = LargeValues.Unpack(packed);
        }
        if (head.Generation is not { } generation)
            return parts;
        var prefix = TableKeys.Parts(key, generation);
        await foreach (var row in connections.Table.QueryAsync<TableEntity>(
            $"PartitionKey eq '{TableKeys.Partition(PartitionOf(key))}' and RowKey ge '{prefix}' and RowKey lt '{prefix}{TableKeys.End}'", cancellationToken: cancellationToken))
        {
            var name = PostgresText.Decode(row.GetString("Part"));
            if (row.GetBoolean("Gone") is true)
                parts.Remove(name);
            else
                parts[name] = EntityBytes.Read(row);
        }
        return parts;
    }
}
