using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Router.Grains.TwoWay;

/// <summary>Registers the way back to Sentry.</summary>
public static class TwoWayServices
{
    /// <summary>Adds what the grains need, beside <see cref="Sinks.SinkServices.AddRouterSinks"/> and <see cref="Delivery.DeliveryServices.AddRouterDelivery"/>.</summary>
    public static IServiceCollection AddRouterTwoWay(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<SentryApi>();
        services.TryAddSingleton<SentryMetrics>();
        services.AddHostedService<ReconcileService>();
        return services;
    }
}
