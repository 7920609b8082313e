using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Router.Domain.Health;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Silo.Health;

/// <summary>Reports this process's health every few seconds, and sees to the heartbeat. That the store fails shows in the report itself: it is told as soon as one can be stored again.</summary>
internal sealed partial class HealthReporter(IGrainFactory grains, IEnumerable<IHealthSource> sources, IHostApplicationLifetime host, TimeProvider time, ILogger<HealthReporter> logger) : BackgroundService, IHostedLifecycleService
{
    private const string Key = "router";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly string _host = $"{Environment.MachineName}-{Guid.NewGuid():N}";
    private readonly ImmutableArray<IHealthSource> _sources = [.. sources];
    private (DateTimeOffset At, string Problem)? _storeFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ReportAsync(stoppingToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reports what came since the last report, while the grains are still there.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => ReportAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        var failed = _storeFailed;
        try
        {
            await grains.GetGrain<IHealthGrain>(Key).ReportAsync(Report(failed)).WaitAsync(cancellationToken);
            _storeFailed = null;
            await grains.GetGrain<IHeartbeatGrain>(Key).EnsureAsync().WaitAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            _storeFailed = failed ?? (time.GetUtcNow(), e.Message);
            LogNotStored(e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }

    private HealthReport Report((DateTimeOffset At, string Problem)? storeFailed)
    {
        var now = time.GetUtcNow();
        var causes = _sources.SelectMany(source => source.Causes(now));
        if (storeFailed is var (at, problem))
            causes = causes.Append(new(HealthKind.StoreFailed, "", "The store could not commit", FormattableString.Invariant($"From {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {now.UtcDateTime:HH:mm:ss} UTC: {problem}")));
        return new(_host, [.. causes], _sources.Aggregate(ImmutableDictionary<string, DateTimeOffset>.Empty, (all, source) => all.SetItems(source.LastWebhooks)));
    }

    [LoggerMessage(2101, LogLevel.Warning, "The router's health could not be stored; the next report tries again: {Problem}")]
    private partial void LogNotStored(string problem);

    [LoggerMessage(2102, LogLevel.Warning, "The router's health could not be reported; the next report tries again")]
    private partial void LogFailed(Exception e);
}
