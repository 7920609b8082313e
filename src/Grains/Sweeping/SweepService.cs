using Microsoft.Extensions.Hosting;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Grains.Sweeping;

/// <summary>Has every shard swept once a second, while the silo runs.</summary>
internal sealed partial class SweepService(IGrainFactory grains, TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, IDueRows.Shards).Select(shard => grains.GetGrain<ISweeperGrain>(shard).SweepAsync()));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(e);
            }
        }
    }

    [LoggerMessage(1202, LogLevel.Warning, "A sweep failed; the next one tries again")]
    private partial void LogSweepFailed(Exception e);
}
