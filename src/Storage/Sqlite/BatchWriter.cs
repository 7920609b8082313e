using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Router.Storage.Sqlite;

/// <summary>The one writer: a thread that gathers what waits into one transaction with one fsync, and answers the callers.</summary>
internal sealed partial class BatchWriter : IAsyncDisposable
{
    private const string DiskFull = "disk_full";

    private readonly string _path;
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly RowHeads _heads;
    private readonly JournalReader _journal;
    private readonly WalCheckpointer _checkpointer;
    private readonly BatchQueue<WriterItem> _queue;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriterSession? _session;
    private WriteBatch? _unresolved;
    private volatile bool _failing;

    /// <summary>Creates it; <see cref="Start"/> runs it.</summary>
    public BatchWriter(string path, SqliteStoreOptions options, TimeProvider timeProvider, ILogger logger, RowHeads heads, JournalReader journal, WalCheckpointer checkpointer)
    {
        _path = path;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _heads = heads;
        _journal = journal;
        _checkpointer = checkpointer;
        _queue = new(options.QueueCapacity);
        Metrics = new(() => _queue.Count, () => heads.DeferredCount);
    }

    public StorageMetrics Metrics { get; }

    /// <summary>False from a failed transaction to the next that succeeds.</summary>
    public bool CanCommit => !_failing;

    /// <summary>Opens the writer's connection and starts the thread.</summary>
    public void Start()
    {
        _session = new(_path, _timeProvider);
        Publish(_session);
        new Thread(Run) { IsBackground = true, Name = "storage writer" }.Start();
    }

    /// <summary>Queues an item; false when the queue is full or the store has stopped.</summary>
    public bool TryAdd(WriterItem item, bool bounded = true) => _queue.TryAdd(item, bounded);

    /// <summary>Runs the store's own work in a transaction.</summary>
    public Task<T> RunAsync<T>(Func<WriteBatch, T> apply)
    {
        var work = new PendingWork<T>(apply);
        return TryAdd(work, bounded: false) ? work.Done : throw new StoreUnavailableException("The store has stopped.");
    }

    /// <summary>Writes what waits, and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _stopped.Task;
    }

    private void Run()
    {
        var items = new List<WriterItem>(_options.MaxBatch);
        while (_queue.Take(items, _options.MaxBatch))
        {
            Execute(items);
            items.Clear();
        }
        _session?.Dispose();
        Metrics.Dispose();
        _stopped.SetResult();
    }

    private void Execute(List<WriterItem> items)
    {
        using var span = StorageTracing.StartCommit(items.Count);
        var start = _timeProvider.GetTimestamp();
        WriteBatch? batch = null;
        try
        {
            var session = Session();
            batch = new WriteBatch(session, _heads);
            _options.Faults?.BeforeBatch(session.Database);
            foreach (var item in items)
                item.Apply(batch);
            session.Journal.Finish();
            if (batch.Begun)
            {
                _options.Faults?.BeforeCommit();
                session.Database.Execute("commit");
                _options.Faults?.AfterCommit();
            }
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, Kind(exception));
            Fail(items, batch, exception);
            return;
        }
        var duration = _timeProvider.GetElapsedTime(start);
        Publish(_session!);
        foreach (var item in items)
            item.Complete();
        Metrics.OnCommitted(duration, items.Count);
        _checkpointer.OnCommitted(_session!.Database);
        if (_failing)
            LogRecovered(_logger);
        _failing = false;
    }

    private void Publish(WriterSession session)
    {
        _heads.Commit(session.Journal.Last);
        _journal.Publish(session.Journal.Days);
    }

    private void Fail(List<WriterItem> items, WriteBatch? batch, Exception exception)
    {
        var kind = Kind(exception);
        Metrics.OnFailed(kind);
        if (_failing)
            LogStillFailing(_logger, items.Count, exception.Message);
        else
            LogFailed(_logger, exception, items.Count);
        _failing = true;
        _unresolved = batch ?? _unresolved;
        _session?.Dispose();
        _session = null;
        try
        {
            var session = Session();
            if (kind == DiskFull)
                _checkpointer.OnFull(session.Database);
        }
        catch (Exception again)
        {
            LogUnreadable(_logger, again);
        }
        var cause = new StoreUnavailableException($"The store could not commit: {exception.Message}", exception);
        foreach (var item in items)
            item.Fail(cause);
    }

    /// <summary>The connection; after a failure a new one, with the memory brought in line with what the disk says of the failed transaction.</summary>
    private WriterSession Session()
    {
        var session = _session ??= new(_path, _timeProvider);
        if (_unresolved is { } batch)
        {
            if (!batch.IsOn(session))
                _heads.Rollback();
            Publish(session);
            _unresolved = null;
        }
        return session;
    }

    private static string Kind(Exception exception) => exception is not SqliteException sqlite ? "other" : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => DiskFull,
        raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN => "io",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "corrupt",
        _ => "other",
    };

    [LoggerMessage(1, LogLevel.Error, "The store could not commit {Writes} writes; their callers were told")]
    private static partial void LogFailed(ILogger logger, Exception exception, int writes);

    [LoggerMessage(2, LogLevel.Warning, "The store still can't commit ({Writes} writes): {Reason}")]
    private static partial void LogStillFailing(ILogger logger, int writes, string reason);

    [LoggerMessage(3, LogLevel.Error, "The store can't be read after a failed commit; it tries again with the next write")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "The store commits again")]
    private static partial void LogRecovered(ILogger logger);
}
