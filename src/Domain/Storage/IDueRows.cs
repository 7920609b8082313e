namespace Router.Domain.Storage;

/// <summary>The durable timers: rows whose due time has come.</summary>
public interface IDueRows
{
    /// <summary>How many shards the rows fall into, by a stable hash of their key.</summary>
    const int Shards = 32;

    /// <summary>The rows of a shard that are due, the oldest first.</summary>
    /// <param name="shard">0 to <see cref="Shards"/> - 1.</param>
    /// <param name="now">Rows due at or before it.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default);
}
