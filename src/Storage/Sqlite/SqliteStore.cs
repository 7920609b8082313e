using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Router.Storage.Sqlite;

/// <summary>
/// The store of one process: a SQLite file in a locked folder. Commits of all grains share transactions; snapshots of repeats are
/// deferred for about a second, and recovered from the journal after a crash.
/// </summary>
public sealed partial class SqliteStore : IStore
{
    private const int ReadAttempts = 10_000;

    private readonly DataFolder _folder;
    private readonly ReaderPool _readers;
    private readonly RowHeads _heads = new();
    private readonly JournalReader _journal = new();
    private readonly WalCheckpointer _checkpointer;
    private readonly BatchWriter _writer;
    private readonly SnapshotFlush _flush;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _flushing;
    private volatile bool _stopped;

    private SqliteStore(DataFolder folder, SqliteStoreOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _folder = folder;
        _logger = logger;
        _readers = new(folder.Database, kept: Environment.ProcessorCount + 2);
        _checkpointer = new(folder.Database, options, logger);
        _writer = new(folder.Database, options, timeProvider, logger, _heads, _journal, _checkpointer);
        _writer.Start();
        _flush = new(_heads, _writer, _writer.Metrics, logger);
        _flushing = _flush.RunAsync(options.FlushInterval, timeProvider, _stop.Token);
    }

    /// <inheritdoc/>
    public bool CanCommit => !_stopped && _writer.CanCommit;

    /// <summary>Opens the store: creates or migrates the file, and writes the snapshots that a crash left in the journal. Then it is ready.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="replay">Rebuilds snapshots from journal entries.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it reports.</param>
    /// <exception cref="StoreOpenException">It can't be opened; the message says what to do.</exception>
    public static Task<SqliteStore> OpenAsync(SqliteStoreOptions options, IJournalReplay replay, TimeProvider timeProvider, ILogger<SqliteStore> logger) => Task.Run(() =>
    {
        var folder = DataFolder.Open(options.Directory);
        try
        {
            DatabaseFile.Prepare(folder.Database);
            var replayed = JournalRecovery.Run(folder.Database, replay, timeProvider);
            var store = new SqliteStore(folder, options, timeProvider, logger);
            LogOpened(logger, folder.Database, replayed);
            return store;
        }
        catch (SqliteException exception)
        {
            folder.Dispose();
            throw DatabaseFile.Explain(folder.Database, exception);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(key));
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        GrainWriteRules.Check(write);
        if (_stopped)
            return Refuse("The store has stopped.");
        if (write is { Deferrable: true, Snapshot: not null, Journal.IsDefaultOrEmpty: true } && _heads.TryDefer(write) is { } version)
            return Task.FromResult(new CommitResult(version, 0));
        var snapshot = write.Deferrable && write.ExpectedVersion > 0 ? null : write.Snapshot?.Invoke();
        var pending = new PendingWrite(write, snapshot, _writer.Metrics);
        if (_writer.TryAdd(pending))
            return pending.Done;
        _writer.Metrics.OnFailed("queue_full");
        return Refuse("Too many writes wait for the store.");
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, IDueRows.Shards);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<DueRow>>(_readers.Read((shard, now, limit), static (reader, asked) => reader.Due(asked.shard, asked.now, asked.limit)));
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read((_journal, position), static (reader, asked) => asked._journal.Read(reader.Database, asked.position)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        new(Task.Run<IReadOnlyList<JournalEntry>>(() => _readers.Read((_journal, after, limit), static (reader, asked) => asked._journal.ReadAfter(reader.Database, asked.after, asked.limit)), cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        new(Task.Run<IReadOnlyList<JournalEntry>>(() => _readers.Read((_journal, before, limit), static (reader, asked) => asked._journal.ReadBefore(reader.Database, asked.before, asked.limit)), cancellationToken));

    /// <inheritdoc/>
    public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) =>
        new(Task.Run(() => _readers.Read(_journal, static (reader, journal) => journal.ReadLast(reader.Database)), cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ReadAuditAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        new(Task.Run<IReadOnlyList<JournalEntry>>(() => _readers.Read((_journal, before, limit), static (reader, asked) => asked._journal.ReadAudit(reader.Database, asked.before, asked.limit)), cancellationToken));

    /// <inheritdoc/>
    public ImmutableArray<IndexOrder> Orders { get; } = [.. Enum.GetValues<IndexOrder>()];

    /// <inheritdoc/>
    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, 500);
        return new(Task.Run(() => _readers.Read((filter, cancellationToken), static (reader, asked) =>
        {
            using var interrupt = asked.cancellationToken.Register(static database => ((SqliteDatabase)database!).Interrupt(), reader.Database);
            asked.cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return IndexReader.List(reader.Database, asked.filter);
            }
            catch (SqliteException) when (asked.cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(asked.cancellationToken);
            }
        }), cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredGrain>> ReadGrainsAsync(GrainKey? after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _flush.FlushAsync();
        return _readers.Read((after, limit), static (reader, asked) => IndexReader.All(reader.Database, asked.after, asked.limit));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PurgeStepAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return await _writer.RunAsync(batch => Purge.Step(batch, journalBefore, grainsBefore, limit));
    }

    /// <summary>Writes what waits and what is deferred, and closes the file. A commit from then on fails with <see cref="StoreUnavailableException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _stop.CancelAsync();
        await _flushing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _flush.FlushAsync();
        }
        catch (StoreUnavailableException exception)
        {
            LogNotFlushed(_logger, exception);
        }
        await _writer.DisposeAsync();
        _flush.Dispose();
        _readers.Dispose();
        await _checkpointer.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }

    /// <summary>Writes the deferred snapshots now.</summary>
    internal Task FlushAsync() => _flush.FlushAsync();

    private static Task<CommitResult> Refuse(string reason) => Task.FromException<CommitResult>(new StoreUnavailableException(reason));

    /// <summary>The disk's row, with the deferred version over it. A flush between the two reads shows in the version, and both are read again.</summary>
    private GrainRow? Read(GrainKey key)
    {
        for (var attempt = 0; attempt < ReadAttempts; attempt++)
        {
            var head = _heads.Deferred(key);
            var row = _readers.Read(key, static (reader, asked) => reader.Row(asked));
            if (head is null)
                return row;
            if (row?.Version == head.Stored.Version)
                return row with { Version = head.Version, State = head.Deferred!().State, LastPosition = head.Position };
            Thread.Yield();
        }
        throw new StoreUnavailableException($"The store can't be read: {key} changed under every attempt.");
    }

    [LoggerMessage(30, LogLevel.Information, "Store {File} is open; {Replayed} journal entries were after its checkpoint")]
    private static partial void LogOpened(ILogger logger, string file, long replayed);

    [LoggerMessage(31, LogLevel.Warning, "Deferred snapshots were not written before the stop; the next start recovers them from the journal")]
    private static partial void LogNotFlushed(ILogger logger, Exception exception);
}
