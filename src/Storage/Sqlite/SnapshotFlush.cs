using Microsoft.Extensions.Logging;

namespace Router.Storage.Sqlite;

/// <summary>
/// Writes the deferred snapshots, round after round: encodes them here, beside the writer, a chunk at a time, and with the last
/// chunk the checkpoint: every journal entry up to it is in a snapshot on disk.
/// </summary>
internal sealed partial class SnapshotFlush(RowHeads heads, BatchWriter writer, StorageMetrics metrics, ILogger logger) : IDisposable
{
    private const int Chunk = 256;

    private readonly SemaphoreSlim _round = new(1);

    /// <summary>A round at every interval, until cancelled.</summary>
    public async Task RunAsync(TimeSpan interval, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await FlushAsync();
            }
            catch (StoreUnavailableException exception)
            {
                LogPostponed(logger, exception.Message);
            }
        }
    }

    /// <summary>One round: everything that is deferred when it begins.</summary>
    /// <exception cref="StoreUnavailableException">What is not written stays deferred, and in the journal.</exception>
    public async Task FlushAsync()
    {
        await _round.WaitAsync();
        try
        {
            var (rows, position) = heads.AllDeferred();
            var whole = true;
            foreach (var chunk in rows.Chunk(Chunk))
            {
                var snapshots = Encode(chunk);
                whole &= snapshots.Count == chunk.Length;
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

    private List<(GrainKey Key, RowHead Head, GrainSnapshot Snapshot)> Encode(KeyValuePair<GrainKey, RowHead>[] chunk)
    {
        var snapshots = new List<(GrainKey, RowHead, GrainSnapshot)>(chunk.Length);
        foreach (var (key, head) in chunk)
        {
            try
            {
                snapshots.Add((key, head, head.Deferred!()));
            }
            catch (Exception exception)
            {
                metrics.OnFailed("snapshot");
                LogNotEncoded(logger, exception, key);
            }
        }
        return snapshots;
    }

    [LoggerMessage(20, LogLevel.Warning, "Deferred snapshots wait for the store: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);

    [LoggerMessage(21, LogLevel.Error, "The state of {Grain} can't be encoded; it stays in the journal and is tried again")]
    private static partial void LogNotEncoded(ILogger logger, Exception exception, GrainKey grain);
}
