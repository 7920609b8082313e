using Microsoft.Extensions.Logging;

namespace Router.Storage.AzureTables;

/// <summary>
/// The store of a cluster on Azure Storage: one table, and a container for what is too large for its rows. Everything of a grain lies in
/// one partition, so that a commit is one transaction; the ETag of each row is the fence against a second owner of a grain.
/// </summary>
public sealed partial class AzureStore : IStore
{
    private const int KnownRows = 65_536;
    private const int MostJournal = 2 << 20;
    private const int MostAudit = 64;

    private readonly StorageMetrics _metrics;
    private readonly CommitHealth _health;
    private readonly QueueRoom _room;
    private readonly PartitionWriter[] _writers;
    private readonly GrainReader _grains;
    private readonly DueReader _due;
    private readonly JournalReader _journal;
    private readonly IndexReader _index;
    private readonly JournalTrim _trim;
    private readonly GrainPurge _purge;
    private readonly TableGarbage _garbage;
    private volatile bool _stopped;

    private AzureStore(AzureConnections connections, AzureStoreOptions options, int partitions, TimeProvider timeProvider, ILogger logger)
    {
        var heads = new HeadCache(KnownRows);
        var large = new LargeValues(connections, timeProvider);
        _room = new(options.QueueCapacity);
        _metrics = new(() => _room.Count, () => 0);
        _health = new(connections, _metrics, options, timeProvider, logger);
        _grains = new(connections, partitions, heads, large);
        var context = new WriterContext(options, connections, _grains, large, heads, _metrics, _health, _room, new(), timeProvider);
        _writers = [.. Enumerable.Range(0, partitions).Select(partition => new PartitionWriter(partition, context))];
        _due = new(connections, partitions);
        _journal = new(connections, _writers);
        _index = new(connections, partitions, _grains);
        _trim = new(connections, partitions);
        _purge = new(connections, partitions, _grains, CommitAsync);
        _garbage = new(connections, partitions, timeProvider);
    }

    /// <inheritdoc/>
    public bool CanCommit => !_stopped && _health.IsGood;

    /// <summary>Opens the store: connects, and creates the table and the container where they are missing. Safe when several silos start at once.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it reports.</param>
    /// <exception cref="StoreOpenException">It can't be opened; the message says what to do.</exception>
    public static async Task<AzureStore> OpenAsync(AzureStoreOptions options, TimeProvider timeProvider, ILogger<AzureStore> logger)
    {
        var connections = AzureConnections.Open(options);
        var partitions = await TableSchema.PrepareAsync(connections, options);
        LogOpened(logger, options.Name, partitions);
        return new(connections, options, partitions, timeProvider, logger);
    }

    /// <inheritdoc/>
    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _grains.ReadAsync(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        GrainWriteRules.Check(write);
        if (_stopped)
            return Task.FromException<CommitResult>(Stopped());
        if (!FitsTransaction(write))
            return Task.FromException<CommitResult>(new StoreUnavailableException($"More changes of {write.Key} wait than one transaction takes."));
        var pending = new PendingWrite(write, write.Snapshot?.Invoke());
        if (!_room.TryEnter())
        {
            _metrics.OnFailed("queue_full");
            return Task.FromException<CommitResult>(new StoreUnavailableException("Too many writes wait for the store."));
        }
        if (_writers[_grains.PartitionOf(write.Key)].TryAdd(pending))
            return pending.Done;
        _room.Leave(1);
        return Task.FromException<CommitResult>(Stopped());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, IDueRows.Shards);
        return ReadAsync(() => _due.ReadAsync(shard, now, limit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _journal.EntryAsync(position, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _journal.AfterAsync(after, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _journal.BeforeAsync(before, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(() => _journal.LastAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _journal.AuditAsync(before, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        IndexOrders.NewestOnly.Require(filter.Order);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, 500);
        return ReadAsync(() => _index.ListAsync(filter, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredGrain>> ReadGrainsAsync(GrainKey? after, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _grains.AllAsync(after, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PurgeStepAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(
            async () => await _trim.StepAsync(journalBefore, cancellationToken)
                || await _purge.StepAsync(grainsBefore, limit, cancellationToken)
                || await _garbage.StepAsync(limit, cancellationToken),
            cancellationToken);
    }

    /// <summary>Writes what waits, and stops. A commit from then on fails with <see cref="StoreUnavailableException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await Task.WhenAll(_writers.Select(writer => writer.DisposeAsync().AsTask()));
        await _health.DisposeAsync();
        _metrics.Dispose();
    }

    /// <summary>What one transaction of the service takes: many callers of one grain at once are an overload here.</summary>
    private static bool FitsTransaction(GrainWrite write) =>
        write.Journal.IsDefaultOrEmpty
        || (write.Journal.Length <= TablePosition.MostEntries
            && write.Journal.Sum(entry => entry.Data.Length + 64L) <= MostJournal
            && write.Journal.Count(entry => entry.Kind == JournalKind.Audit) <= MostAudit);

    private static StoreUnavailableException Stopped() => new("The store has stopped.");

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read, CancellationToken cancellationToken)
    {
        if (_stopped)
            throw Stopped();
        try
        {
            return await read();
        }
        catch (Exception exception) when ((AzureFailure.IsService(exception) && !cancellationToken.IsCancellationRequested) || exception is ObjectDisposedException)
        {
            throw new StoreUnavailableException($"The store can't be read: {AzureFailure.Text(exception)}", exception);
        }
    }

    [LoggerMessage(53, LogLevel.Information, "Store in table {Table} is open, {Partitions} partitions")]
    private static partial void LogOpened(ILogger logger, string table, int partitions);
}
