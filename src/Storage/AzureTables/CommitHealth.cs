using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Router.Storage.AzureTables;

/// <summary>Whether the service takes writes: not from a failed commit to the next that succeeds, or until it takes a write that only asks.</summary>
internal sealed partial class CommitHealth : IAsyncDisposable
{
    private readonly AzureConnections _connections;
    private readonly StorageMetrics _metrics;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _probing;
    private volatile bool _failing;

    public CommitHealth(AzureConnections connections, StorageMetrics metrics, AzureStoreOptions options, TimeProvider timeProvider, ILogger logger)
    {
        (_connections, _metrics, _logger) = (connections, metrics, logger);
        _probing = ProbeAsync(options.ProbeInterval, timeProvider);
    }

    /// <summary>It takes writes, as far as is known.</summary>
    public bool IsGood => !_failing;

    /// <summary>A commit failed, or its outcome is unknown.</summary>
    public void Failed(Exception exception, int writes)
    {
        _metrics.OnFailed(AzureFailure.Kind(exception.InnerException ?? exception));
        if (_failing)
            LogStillFailing(_logger, writes, AzureFailure.Text(exception));
        else
            LogFailed(_logger, exception, writes);
        _failing = true;
    }

    /// <summary>A commit succeeded.</summary>
    public void Committed()
    {
        if (!_failing)
            return;
        _failing = false;
        LogRecovered(_logger);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ProbeAsync(TimeSpan interval, TimeProvider timeProvider)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            if (!_failing)
                continue;
            try
            {
                await _connections.Commits.UpsertEntityAsync(new TableEntity(TableKeys.Meta, "probe"), TableUpdateMode.Replace, _stop.Token);
                Committed();
            }
            catch (Exception exception) when (AzureFailure.IsService(exception) && !_stop.IsCancellationRequested)
            {
                LogStillFailing(_logger, 0, AzureFailure.Text(exception));
            }
        }
    }

    [LoggerMessage(50, LogLevel.Error, "The store could not commit {Writes} writes, or can't tell; their callers were told")]
    private static partial void LogFailed(ILogger logger, Exception exception, int writes);

    [LoggerMessage(51, LogLevel.Warning, "The store still can't commit ({Writes} writes): {Reason}")]
    private static partial void LogStillFailing(ILogger logger, int writes, string reason);

    [LoggerMessage(52, LogLevel.Information, "The store commits again")]
    private static partial void LogRecovered(ILogger logger);
}
