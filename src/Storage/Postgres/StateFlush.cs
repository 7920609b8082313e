using Microsoft.Extensions.Logging;
using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>
/// Writes the deferred states, round after round, spread over the interval; and, for writers that can't any more, those that have been
/// behind for longer than any writer needs, from the journal.
/// </summary>
internal sealed partial class StateFlush(
    PostgresConnections connections, DeferredStates deferred, PostgresReader reader, IJournalReplay replay, StorageMetrics metrics, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    /// <summary>A round is divided into so many chunks, within the bounds of a chunk.</summary>
    private const int Steps = 8;

    private const int SmallestChunk = 32;

    private const int LargestChunk = 256;

    private const int Attempts = 4;

    private readonly SemaphoreSlim _round = new(1);

    /// <summary>A round at every interval, until cancelled.</summary>
    public async Task RunAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await FlushAsync(interval, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                metrics.OnFailed(PostgresFailure.Kind(exception));
                LogPostponed(logger, exception.Message);
            }
        }
    }

    /// <summary>Catches up at every interval, until cancelled.</summary>
    /// <param name="interval">How often.</param>
    /// <param name="after">How long a row must have been behind: several rounds of the writer that left it so.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CatchUpAsync(TimeSpan interval, TimeSpan after, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await TryCatchUpAsync(after, cancellationToken);
    }

    /// <summary>Brings up every row that has been behind for so long, or logs why it can't.</summary>
    public async Task TryCatchUpAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(after, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            metrics.OnFailed(PostgresFailure.Kind(exception));
            LogPostponed(logger, exception.Message);
        }
    }

    /// <summary>One round at once: everything that is deferred when it begins.</summary>
    public Task FlushAsync() => FlushAsync(TimeSpan.Zero, CancellationToken.None);

    /// <summary>Brings up every row that has been behind for so long, from the journal.</summary>
    public async Task CatchUpAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        for (IReadOnlyList<GrainKey> keys = []; (keys = await reader.BehindAsync(after, keys is [.., var last] ? last : null, LargestChunk, cancellationToken)).Count > 0;)
        {
            foreach (var key in keys)
            {
                if (await reader.StoredAsync(key, cancellationToken) is not { IsBehind: true } row)
                    continue;
                var entries = await reader.LackingAsync(row, cancellationToken);
                if (Replay(key, row, entries) is { } snapshot)
                    metrics.OnFlushed(await WriteAsync([(key, row.Position, snapshot)]));
            }
        }
    }

    public void Dispose() => _round.Dispose();

    private async Task FlushAsync(TimeSpan over, CancellationToken cancellationToken)
    {
        await _round.WaitAsync(cancellationToken);
        try
        {
            var keys = deferred.Keys();
            var chunks = keys.Chunk(Math.Clamp(keys.Count / Steps, SmallestChunk, LargestChunk)).ToList();
            foreach (var (number, chunk) in chunks.Index())
            {
                if (number > 0 && over > TimeSpan.Zero)
                    await Task.Delay(over / chunks.Count, timeProvider, cancellationToken);
                await FlushAsync(chunk);
            }
        }
        finally
        {
            _round.Release();
        }
    }

    private async Task FlushAsync(IEnumerable<GrainKey> keys)
    {
        var states = new List<DeferredState>();
        var rows = new List<(GrainKey, long, GrainSnapshot)>();
        foreach (var key in keys)
        {
            if (deferred.Find(key) is not { } state || Encode(state) is not { } snapshot)
                continue;
            states.Add(state);
            rows.Add((key, state.Position, snapshot));
        }
        if (rows.Count == 0)
            return;
        metrics.OnFlushed(await WriteAsync(rows));
        deferred.OnFlushed(states);
    }

    private async Task<int> WriteAsync(IReadOnlyList<(GrainKey, long, GrainSnapshot)> states)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await connections.Writes.OpenConnectionAsync();
                await using var command = FlushStatement.Create(states);
                command.Connection = connection;
                await command.PrepareAsync();
                return (int)(await command.ExecuteScalarAsync())!;
            }
            catch (PostgresException exception) when (attempt < Attempts && PostgresFailure.MayRepeat(exception))
            {
                metrics.OnFailed("repeated");
            }
        }
    }

    private GrainSnapshot? Encode(DeferredState state)
    {
        try
        {
            return state.Snapshot();
        }
        catch (Exception exception)
        {
            metrics.OnFailed("snapshot");
            LogNotEncoded(logger, exception, state.Key);
            return null;
        }
    }

    private GrainSnapshot? Replay(GrainKey key, StoredState row, IReadOnlyList<JournalEntry> entries)
    {
        try
        {
            return row.Replay(key, replay, entries);
        }
        catch (StoreUnavailableException exception)
        {
            metrics.OnFailed("snapshot");
            LogNotEncoded(logger, exception, key);
            return null;
        }
    }

    [LoggerMessage(46, LogLevel.Warning, "Deferred states wait for the store: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);

    [LoggerMessage(47, LogLevel.Error, "The state of {Grain} can't be encoded; it stays in the journal and is tried again")]
    private static partial void LogNotEncoded(ILogger logger, Exception exception, GrainKey grain);
}
