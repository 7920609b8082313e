using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>
/// The row that every transaction of a partition replaces under its ETag: so transactions of several silos follow each other, positions
/// of the journal rise in the order of their commits, and a writer whose answer was lost can tell what became of its transaction.
/// </summary>
/// <param name="Floor">Every position that the partition will give is higher.</param>
/// <param name="Last">The newest entry's position; 0 without one.</param>
/// <param name="Sequence">How many transactions there were.</param>
/// <param name="Recent">The ids of the last <see cref="Remembered"/> transactions, the newest first.</param>
/// <param name="ETag">The row's.</param>
internal sealed record PartitionHead(long Floor, long Last, long Sequence, ImmutableArray<string> Recent, ETag ETag)
{
    /// <summary>How many ids it keeps.</summary>
    public const int Remembered = 16;

    /// <summary>As a transaction leaves it.</summary>
    public PartitionHead After(string transaction, long lastPosition) => this with
    {
        Floor = Math.Max(Floor, lastPosition),
        Last = Math.Max(Last, lastPosition),
        Sequence = Sequence + 1,
        Recent = [transaction, .. Recent.Take(Remembered - 1)],
    };

    /// <summary>The row.</summary>
    public TableEntity ToEntity(string partition) => new(partition, TableKeys.Head)
    {
        [nameof(Floor)] = Floor,
        [nameof(Last)] = Last,
        [nameof(Sequence)] = Sequence,
        [nameof(Recent)] = string.Join(' ', Recent),
    };

    /// <summary>Reads the row, and creates it when it is not there.</summary>
    public static async Task<PartitionHead> ReadAsync(TableClient table, string partition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, TableKeys.Head, cancellationToken: cancellationToken);
            if (found.HasValue)
                return Read(found.Value!);
            try
            {
                await table.AddEntityAsync(new PartitionHead(0, 0, 0, [], default).ToEntity(partition), cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status == 409)
            {
                // Another silo was first.
            }
        }
    }

    private static PartitionHead Read(TableEntity entity) => new(
        entity.GetInt64(nameof(Floor)) ?? 0,
        entity.GetInt64(nameof(Last)) ?? 0,
        entity.GetInt64(nameof(Sequence)) ?? 0,
        [.. (entity.GetString(nameof(Recent)) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        entity.ETag);

    /// <summary>Gives the row another ETag, so that what was sent under this one can't take effect any more.</summary>
    public async Task TryFenceAsync(TableClient table, string partition)
    {
        try
        {
            await table.UpdateEntityAsync(ToEntity(partition), ETag, TableUpdateMode.Replace);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Another silo did.
        }
    }
}
