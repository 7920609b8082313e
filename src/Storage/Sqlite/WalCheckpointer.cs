using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Router.Storage.Sqlite;

/// <summary>
/// Moves the log into the file on its own connection, beside the writer. While writes go on it never quite catches up, so the
/// writer does the short rest between two transactions: then the log starts again at its beginning, where writes are cheapest.
/// Its connection stays open as long as the store: SQLite must not rebuild the log's index while a failed commit may lie in the log.
/// </summary>
internal sealed partial class WalCheckpointer : IAsyncDisposable
{
    private const int ShortRest = 256;
    private const int Attempts = 8;

    private readonly SqliteDatabase _database;
    private readonly FileInfo _log;
    private readonly SqliteStoreOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly long _pageSize;
    private readonly Task _loop;
    private volatile Phase _phase;
    private long _pages;

    public WalCheckpointer(string path, SqliteStoreOptions options, ILogger logger)
    {
        _database = SqliteDatabase.Open(path, readOnly: false);
        _pageSize = _database.Scalar("pragma page_size");
        _log = new(path + "-wal");
        _options = options;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    private enum Phase
    {
        Idle,
        Moving,
        Finishing,
    }

    /// <summary>On the writer's thread, between transactions: notes what was written, and does the rest when it is short.</summary>
    public void OnCommitted(SqliteDatabase writer)
    {
        _pages += writer.TakePagesWritten();
        if (_phase == Phase.Finishing)
            Finish(writer);
        else if (_phase == Phase.Idle && _pages * _pageSize >= _options.CheckpointBytes)
        {
            _phase = Phase.Moving;
            _due.Release();
        }
    }

    /// <summary>On the writer's thread, when the disk is full: a log that is wholly in the file is written over instead of growing.</summary>
    public void OnFull(SqliteDatabase writer) => Finish(writer);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            _database.Checkpoint(truncate: true);
        }
        catch (SqliteException exception)
        {
            LogFailed(_logger, exception);
        }
        _database.Dispose();
        _stop.Dispose();
        _due.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _due.WaitAsync(_stop.Token);
            try
            {
                for (var attempt = 0; attempt < Attempts; attempt++)
                {
                    var (log, moved) = _database.Checkpoint();
                    if (log - moved <= ShortRest)
                        break;
                }
            }
            catch (SqliteException exception)
            {
                LogFailed(_logger, exception);
            }
            _phase = Phase.Finishing;
        }
    }

    private void Finish(SqliteDatabase writer)
    {
        _pages = 0;
        if (_phase == Phase.Finishing)
            _phase = Phase.Idle;
        try
        {
            _log.Refresh();
            writer.Checkpoint(truncate: _log.Exists && _log.Length > _options.TruncateBytes);
        }
        catch (SqliteException exception)
        {
            LogFailed(_logger, exception);
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "The store's log could not be moved into the file; it grows until it can")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
