using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Router.Domain.Health;

namespace Router.Api.Stats;

/// <summary>Registers the statistics.</summary>
public static class StatsServices
{
    /// <summary>Adds them, over the store and what <see cref="Deliveries.DeliveryManagement.AddDeliveryManagement"/> adds. They count from the host's start.</summary>
    public static IServiceCollection AddStats(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<Traffic>();
        services.AddHostedService<TrafficStart>();
        services.TryAddSingleton<IOtherTraffic, NoOtherTraffic>();
        services.AddSingleton<StoreCounts>().AddSingleton<LastEvents>().AddSingleton<StatsReader>().AddSingleton<Cluster.ClusterReader>();
        services.AddSingleton<Integrations.IntegrationEditor>();
        services.AddSingleton<IHealthSource, WebhookHealth>();
        return services;
    }

    /// <summary>Counts for the whole cluster: needs Orleans.</summary>
    public static IServiceCollection AddClusterTraffic(this IServiceCollection services)
    {
        services.AddSingleton<ClusterTraffic>();
        services.AddSingleton<IOtherTraffic>(provider => provider.GetRequiredService<ClusterTraffic>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ClusterTraffic>());
        return services;
    }
}
