using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Router.Domain.Storage;

namespace Router.Grains.Sweeping;

/// <summary>Removes what has outlived its time, a small step at a time.</summary>
internal sealed partial class RetentionService(IRetention retention, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                var now = time.GetUtcNow();
                more = await retention.PurgeStepAsync(now - options.Value.Journal, now - options.Value.ResolvedIssues, options.Value.StepSize, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogPurgeFailed(e);
            }

            await Task.Delay(more ? Breath : Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1203, LogLevel.Warning, "Removing what has outlived its time failed; tried again later")]
    private partial void LogPurgeFailed(Exception e);
}
