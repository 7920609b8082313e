using Microsoft.Extensions.Hosting;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Grains.Sweeping;

/// <summary>
/// Has every shard swept once a second, while the silo runs. In a cluster every silo asks: the shard's sweeper is one grain, and goes on elsewhere
/// when its silo is lost. A shard whose sweeper doesn't answer holds up no other.
/// </summary>
internal sealed partial class SweepService(IGrainFactory grains, TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweeps = new Task[IDueRows.Shards];
        Array.Fill(sweeps, Task.CompletedTask);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            for (var shard = 0; shard < sweeps.Length; shard++)
            {
                if (sweeps[shard].IsCompleted)
                    sweeps[shard] = SweepAsync(shard, stoppingToken);
            }
        }
    }

    private async Task SweepAsync(int shard, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<ISweeperGrain>(shard).SweepAsync();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogSweepFailed(shard, e.Message);
        }
    }

    [LoggerMessage(1202, LogLevel.Warning, "The sweep of shard {Shard} failed; the next one tries again: {Problem}")]
    private partial void LogSweepFailed(int shard, string problem);
}
