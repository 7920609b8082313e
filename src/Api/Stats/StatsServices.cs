using Microsoft.Extensions.DependencyInjection;
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
        services.AddSingleton<StoreCounts>().AddSingleton<LastEvents>().AddSingleton<StatsReader>().AddSingleton<Cluster.ClusterReader>();
        services.AddSingleton<Integrations.IntegrationEditor>();
        services.AddSingleton<IHealthSource, WebhookHealth>();
        return services;
    }
}
