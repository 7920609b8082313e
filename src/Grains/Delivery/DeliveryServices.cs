using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Router.Grains.Incidents;

namespace Router.Grains.Delivery;

/// <summary>Registers what the delivery grains need.</summary>
public static class DeliveryServices
{
    private const int Steps = 1 << 24;

    /// <summary>
    /// Adds the metrics and the source of chance. The host adds the sinks (<see cref="Sinks.SinkServices"/>), <see cref="Domain.Storage.IGrainStateStorage"/>,
    /// <see cref="Domain.Configuration.ICurrentConfig"/> and <see cref="Domain.Delivery.RouterLinks"/>.
    /// </summary>
    public static IServiceCollection AddRouterDelivery(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<DeliveryMetrics>();
        services.TryAddSingleton<SinkNotes>();
        services.TryAddSingleton<IncidentMetrics>();
        services.TryAddSingleton<Chance>(() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps);
        return services;
    }
}
