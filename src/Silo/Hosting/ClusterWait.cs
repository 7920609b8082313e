using Microsoft.Extensions.Logging;
using Orleans;

namespace Router.Silo.Hosting;

/// <summary>An API host that finds no silo waits for one, and looks every second.</summary>
internal sealed partial class ClusterWait(TimeProvider time, ILogger<ClusterWait> logger) : IClientConnectionRetryFilter
{
    private bool _isTold;

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_isTold)
            LogWaiting(exception.Message);
        _isTold = true;
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(2101, LogLevel.Warning, "No silo can be reached, and this API host waits for one: {Problem}")]
    private partial void LogWaiting(string problem);
}
