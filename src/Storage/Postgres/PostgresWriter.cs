using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>The writers: threads that gather what waits into one statement each, commit it and answer the callers.</summary>
internal sealed partial class PostgresWriter : IAsyncDisposable
{
    /// <summary>How often a batch is repeated of which the server said that nothing was written, and that the next attempt may do.</summary>
    private const int Attempts = 4;

    private readonly NpgsqlDataSource _connections;
    private readonly PostgresStoreOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly WriteQueue _queue;
    private readonly JournalDays _days;
    private readonly DeferredStates _deferred;
    private readonly Task _running;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _probing;
    private volatile bool _failing;

    public PostgresWriter(NpgsqlDataSource connections, DeferredStates deferred, PostgresStoreOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _connections = connections;
        _deferred = deferred;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _queue = new(options.QueueCapacity, options.WorthwhileBatch);
        _days = new(connections, timeProvider);
        Metrics = new(() => _queue.Count, () => deferred.Count);
        _running = Task.WhenAll(Enumerable.Range(0, options.Writers).Select(Start));
        _probing = ProbeAsync(_stop.Token);
    }

    public StorageMetrics Metrics { get; }

    /// <summary>False from a failed transaction to the next that succeeds, or until the server says that it takes writes.</summary>
    public bool CanCommit => !_failing;

    /// <summary>Queues a write.</summary>
    public Task<CommitResult> CommitAsync(GrainWrite write)
    {
        var pending = new PendingWrite(write);
        if (_queue.TryAdd(pending))
            return pending.Done;
        Metrics.OnFailed("queue_full");
        return Task.FromException<CommitResult>(new StoreUnavailableException("Too many writes wait for the store."));
    }

    /// <summary>Writes what waits, and ends the threads.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _running;
        await _stop.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Metrics.Dispose();
    }

    private Task Start(int number)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => { Run(); stopped.SetResult(); }) { IsBackground = true, Name = $"storage writer {number}" }.Start();
        return stopped.Task;
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(_options.MaxBatch);
        while (_queue.Take(batch, _options.MaxBatch))
        {
            batch.Sort(static (one, other) => KeyOrder.Compare(one.Write.Key, other.Write.Key));
            var positions = Commit(batch, out var cause);
            _queue.Release(batch);
            Answer(batch, positions, cause);
            batch.Clear();
        }
    }

    /// <summary>The first positions of the writes that took effect, by their place in the batch; null when the batch failed.</summary>
    private Dictionary<int, long>? Commit(List<PendingWrite> batch, out StoreUnavailableException? cause)
    {
        cause = null;
        using var span = StorageTracing.StartCommit(batch.Count);
        var start = _timeProvider.GetTimestamp();
        try
        {
            var positions = Execute(batch);
            _deferred.OnCommitted(batch, positions);
            Metrics.OnCommitted(_timeProvider.GetElapsedTime(start), batch.Count);
            Recovered();
            return positions;
        }
        catch (Exception exception)
        {
            Metrics.OnFailed(PostgresFailure.Kind(exception));
            span?.SetStatus(ActivityStatusCode.Error, PostgresFailure.Kind(exception));
            if (_failing)
                LogStillFailing(_logger, batch.Count, exception.Message);
            else
                LogFailed(_logger, exception, batch.Count);
            _failing = true;
            cause = new($"The store could not commit: {exception.Message}", exception);
            return null;
        }
    }

    private Dictionary<int, long> Execute(List<PendingWrite> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = _connections.OpenConnection();
                using var command = BatchStatement.Create(batch, _days.Prepare(connection));
                command.Connection = connection;
                command.Prepare();
                var positions = new Dictionary<int, long>(batch.Count);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    positions.Add(reader.GetInt32(0), reader.GetInt64(1));
                return positions;
            }
            catch (PostgresException exception) when (attempt < Attempts && PostgresFailure.MayRepeat(exception))
            {
                Metrics.OnFailed("repeated");
            }
        }
    }

    private void Answer(List<PendingWrite> batch, Dictionary<int, long>? positions, StoreUnavailableException? cause)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (cause is not null)
                batch[i].Fail(cause);
            else if (positions!.TryGetValue(i, out var first))
                batch[i].Complete(first);
            else
            {
                Metrics.OnFailed("conflict");
                batch[i].Conflict();
            }
        }
    }

    /// <summary>After a failure nobody may write any more, because the router is not ready: asks the server itself.</summary>
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.ProbeInterval, _timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!_failing)
                continue;
            try
            {
                await using var command = _connections.CreateCommand("select not pg_is_in_recovery() and pg_current_xact_id() is not null");
                if (await command.ExecuteScalarAsync(cancellationToken) is true)
                    Recovered();
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogStillFailing(_logger, 0, exception.Message);
            }
        }
    }

    private void Recovered()
    {
        if (!_failing)
            return;
        _failing = false;
        LogRecovered(_logger);
    }

    [LoggerMessage(40, LogLevel.Error, "The store could not commit {Writes} writes, or can't tell; their callers were told")]
    private static partial void LogFailed(ILogger logger, Exception exception, int writes);

    [LoggerMessage(41, LogLevel.Warning, "The store still can't commit ({Writes} writes): {Reason}")]
    private static partial void LogStillFailing(ILogger logger, int writes, string reason);

    [LoggerMessage(42, LogLevel.Information, "The store commits again")]
    private static partial void LogRecovered(ILogger logger);
}
