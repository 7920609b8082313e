using Microsoft.Extensions.Logging;

namespace Router.Storage.Sqlite;

/// <summary>
/// Writes the deferred snapshots, round after round: encodes them here, beside the writer, a chunk at a time, and after the last
/// chunk the checkpoint: every journal entry up to it is in a snapshot on disk. A round is spread over its interval, for the callers
/// whose commits share a transaction with a chunk wait for it.
/// </summary>
internal sealed partial class SnapshotFlush(RowHeads heads, BatchWriter writer, StorageMetrics metrics, ILogger logger) : IDisposable
{
    /// <summary>A round is divided into so many chunks, within the bounds of a chunk.</summary>
    private const int Steps = 32;

    private const int SmallestChunk = 8;

    private const int LargestChunk = 256;

    private readonly SemaphoreSlim _round = new(1);

    /// <summary>A round at every interval, until cancelled.</summary>
    public async Task RunAsync(TimeSpan interval, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await FlushAsync(interval, timeProvider, cancellationToken);
            }
            catch (StoreUnavailableException exception)
            {
                LogPostponed(logger, exception.Message);
            }
        }
    }

    /// <summary>One round at once: everything that is deferred when it begins.</summary>
    /// <exception cref="StoreUnavailableException">What is not written stays deferred, and in the journal.</exception>
    public Task FlushAsync() => FlushAsync(TimeSpan.Zero, TimeProvider.System, CancellationToken.None);

    private async Task FlushAsync(TimeSpan over, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await _round.WaitAsync(cancellationToken);
        try
        {
            var (rows, position) = heads.AllDeferred();
            var whole = true;
            var chunks = rows.Chunk(Math.Clamp(rows.Count / Steps, SmallestChunk, LargestChunk)).ToList();
            foreach (var (number, chunk) in chunks.Index())
            {
                if (number > 0 && over > TimeSpan.Zero)
                    await Task.Delay(over / chunks.Count, timeProvider, cancellationToken);
                var snapshots = new List<(GrainKey Key, RowHead Head, GrainSnapshot Snapshot)>(chunk.Length);
                whole &= TryEncode(chunk, snapshots);
                metrics.OnFlushed(await writer.RunAsync(batch => snapshots.Count(row => batch.Flush(row.Key, row.Head, row.Snapshot))));
            }
            if (whole)
                await writer.RunAsync(batch => batch.SetCheckpoint(position));
        }
        finally
        {
            _round.Release();
        }
    }

    public void Dispose() => _round.Dispose();

    /// <summary>Encodes the newest state of each, unless it was written meanwhile; false when one can't be encoded.</summary>
    private bool TryEncode(IEnumerable<GrainKey> chunk, List<(GrainKey Key, RowHead Head, GrainSnapshot Snapshot)> snapshots)
    {
        var all = true;
        foreach (var key in chunk)
        {
            if (heads.Deferred(key) is not { Deferred: { } snapshot } head)
                continue;
            try
            {
                snapshots.Add((key, head, snapshot()));
            }
            catch (Exception exception)
            {
                all = false;
                metrics.OnFailed("snapshot");
                LogNotEncoded(logger, exception, key);
            }
        }
        return all;
    }

    [LoggerMessage(20, LogLevel.Warning, "Deferred snapshots wait for the store: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);

    [LoggerMessage(21, LogLevel.Error, "The state of {Grain} can't be encoded; it stays in the journal and is tried again")]
    private static partial void LogNotEncoded(ILogger logger, Exception exception, GrainKey grain);
}
