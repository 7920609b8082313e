using Microsoft.Extensions.Logging;
using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>
/// The store of a cluster: a PostgreSQL schema that several silos write to. A batch of commits is one round trip and one transaction;
/// the version check of each row is the fence against a second owner of a grain. The states of repeats are deferred for about a second:
/// until then their journal is what a read adds to them, on whichever silo.
/// </summary>
public sealed partial class PostgresStore : IStore
{
    private readonly PostgresConnections _connections;
    private readonly PostgresWriter _writer;
    private readonly PostgresReader _reader;
    private readonly IndexReader _index;
    private readonly JournalDays _days;
    private readonly GrainPurge _purge;
    private readonly StateFlush _flush;
    private readonly IJournalReplay _replay;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _flushing;
    private volatile bool _stopped;

    private PostgresStore(PostgresConnections connections, PostgresStoreOptions options, IJournalReplay replay, TimeProvider timeProvider, ILogger logger)
    {
        _connections = connections;
        _replay = replay;
        _logger = logger;
        _reader = new(connections.Reads);
        _index = new(connections.Reads);
        _days = new(connections.Reads, timeProvider);
        _purge = new(connections.Reads);
        var deferred = new DeferredStates();
        _writer = new(connections.Writes, deferred, options, timeProvider, logger);
        _flush = new(connections, deferred, _reader, replay, _writer.Metrics, timeProvider, logger);
        _flushing = Task.WhenAll(_flush.RunAsync(options.FlushInterval, _stop.Token), _flush.CatchUpAsync(options.CatchUpAfter / 2, options.CatchUpAfter, _stop.Token));
    }

    /// <inheritdoc/>
    public bool CanCommit => !_stopped && _writer.CanCommit;

    /// <summary>Opens the store: connects, and creates or migrates the schema. Safe when several silos start at once.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="replay">Rebuilds states from journal entries.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it reports.</param>
    /// <exception cref="StoreOpenException">It can't be opened; the message says what to do.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresStoreOptions options, IJournalReplay replay, TimeProvider timeProvider, ILogger<PostgresStore> logger)
    {
        var connections = PostgresConnections.Open(options);
        try
        {
            var version = await PostgresSchema.PrepareAsync(options);
            LogOpened(logger, connections.Schema, version);
            var store = new PostgresStore(connections, options, replay, timeProvider, logger);
            // What a crash or a restored backup left; rows of processes that live are never behind for so long.
            await store._flush.TryCatchUpAsync(2 * options.FlushInterval, CancellationToken.None);
            return store;
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) =>
        ReadAsync<GrainRow?>(async () =>
        {
            if (await _reader.StoredAsync(key, cancellationToken) is not { } row)
                return null;
            var replayed = row.IsBehind ? row.Replay(key, _replay, await _reader.LackingAsync(row, cancellationToken)) : null;
            return new(row.Version, replayed?.State ?? row.Data, row.Position, row.Parts);
        });

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        GrainWriteRules.Check(write);
        return _stopped ? Task.FromException<CommitResult>(Stopped()) : _writer.CommitAsync(write);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, IDueRows.Shards);
        return ReadAsync(() => _reader.DueAsync(shard, now, limit, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _reader.EntryAsync(position, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _reader.AfterAsync(after, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _reader.BeforeAsync(before, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(() => _reader.LastAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(() => _reader.AuditAsync(before, limit, cancellationToken));

    /// <inheritdoc/>
    public ImmutableArray<IndexOrder> Orders { get; } = [IndexOrder.Newest, IndexOrder.Oldest];

    /// <inheritdoc/>
    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        Orders.Require(filter.Order);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, 500);
        return ReadAsync(() => _index.ListAsync(filter, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredGrain>> ReadGrainsAsync(GrainKey? after, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(async () =>
        {
            if (after is null)
                await SettleAsync(cancellationToken);
            return await _index.AllAsync(after, limit, cancellationToken);
        });

    /// <inheritdoc/>
    public ValueTask<bool> PurgeStepAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(async () =>
            await _days.TrimAsync(journalBefore, cancellationToken) || await _purge.StepAsync(grainsBefore, limit, cancellationToken));
    }

    /// <summary>Writes what waits, and closes the connections. A commit from then on fails with <see cref="StoreUnavailableException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _stop.CancelAsync();
        await _flushing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _writer.DisposeAsync();
        try
        {
            await _flush.FlushAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            LogLeftBehind(_logger, exception.Message);
        }
        _flush.Dispose();
        _stop.Dispose();
        await _connections.DisposeAsync();
    }

    /// <summary>Writes every state that this process has deferred.</summary>
    internal Task FlushAsync() => _flush.FlushAsync();

    /// <summary>Writes every state that is behind its journal, whichever process deferred it.</summary>
    internal async Task SettleAsync(CancellationToken cancellationToken = default)
    {
        await _flush.FlushAsync();
        await _flush.CatchUpAsync(TimeSpan.Zero, cancellationToken);
    }

    private static StoreUnavailableException Stopped() => new("The store has stopped.");

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read)
    {
        if (_stopped)
            throw Stopped();
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ObjectDisposedException)
        {
            throw new StoreUnavailableException($"The store can't be read: {exception.Message}", exception);
        }
    }

    [LoggerMessage(48, LogLevel.Warning, "Deferred states are left to another process, or the next start: {Reason}")]
    private static partial void LogLeftBehind(ILogger logger, string reason);

    [LoggerMessage(45, LogLevel.Information, "Store in schema {Schema} is open, version {Version}")]
    private static partial void LogOpened(ILogger logger, string schema, int version);
}
