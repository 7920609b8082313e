using Microsoft.Extensions.Hosting;

namespace Router.Api.Stats;

/// <summary>Has <see cref="Traffic"/> count from the host's start, rather than from the first question.</summary>
internal sealed class TrafficStart(Traffic traffic) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
