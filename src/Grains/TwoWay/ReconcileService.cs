using Microsoft.Extensions.Hosting;
using Router.Domain.Configuration;
using Router.Grains.Interfaces;

namespace Router.Grains.TwoWay;

/// <summary>Has every integration with a way back to Sentry reconcile, while the silo runs; the grain keeps the pace, however many silos there are.</summary>
internal sealed partial class ReconcileService(IGrainFactory grains, ICurrentConfig config, IHostApplicationLifetime host, TimeProvider time, ILogger<ReconcileService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(SentryReconcilerGrain.Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var integrations = config.Table.Config.Integrations.Where(i => i is { Enabled: true, Sentry: not null });
            await Task.WhenAll(integrations.Select(i => StepAsync(i.Id, stoppingToken)));
        }
    }

    private async Task StepAsync(string integration, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<ISentryReconcilerGrain>(integration).StepAsync();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(integration, e);
        }
    }

    [LoggerMessage(1512, LogLevel.Warning, "Integration {Integration} could not reconcile with Sentry; the next step tries again")]
    private partial void LogFailed(string integration, Exception e);
}
