using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Router.Grains.Interfaces;

namespace Router.Api.Stats;

/// <summary>Tells the cluster what this process counts, every two seconds, and asks what the others do.</summary>
internal sealed partial class ClusterTraffic(IGrainFactory grains, Traffic traffic, TimeProvider time, ILogger<ClusterTraffic> logger) : BackgroundService, IOtherTraffic
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly Guid _host = Guid.NewGuid();
    private readonly KeptAnswer<ImmutableArray<TrafficMinute>> _others = new(TimeSpan.FromSeconds(1), time);

    private ITrafficGrain Grain => grains.GetGrain<ITrafficGrain>(0);

    /// <inheritdoc/>
    public async Task<ImmutableArray<TrafficMinute>?> ReadAsync(long since)
    {
        try
        {
            var all = await _others.ReadAsync(() => Grain.ReadAsync(_host, TrafficMinutes.Number(time.GetUtcNow()) - TrafficMinutes.Kept));
            return [.. all.Where(minute => minute.Number >= since)];
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogNoAnswer(failure.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        var known = Guid.Empty;
        var reported = 0L;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = TrafficMinutes.Number(time.GetUtcNow());
                if (traffic.Minutes.Since(reported) is not { IsEmpty: false } minutes)
                    continue;
                var grain = await Grain.ReportAsync(_host, minutes);
                // The minute that was under way may have grown after it was read: it is told once more.
                reported = grain == known ? now - 1 : 0;
                known = grain;
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansException)
            {
                LogNoAnswer(failure.Message);
            }
        }
    }

    [LoggerMessage(1410, LogLevel.Debug, "The counts of the cluster's processes are not exchanged for now: {Problem}")]
    private partial void LogNoAnswer(string problem);
}
