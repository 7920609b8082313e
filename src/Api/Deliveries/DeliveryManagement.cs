using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Router.Api.Deliveries;

/// <summary>Registers what the management of deliveries and sinks needs, beside the store, the config and an Orleans client.</summary>
public static class DeliveryManagement
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDeliveryManagement(this IServiceCollection services)
    {
        services.TryAddSingleton<IDeliveryQueues, GrainDeliveryQueues>();
        services.TryAddSingleton<Sinks.ISinkControl, Sinks.GrainSinkControl>();
        services.AddSingleton<DeliveryList>();
        services.AddSingleton<DeliveryHistory>();
        services.AddSingleton<DeadLetterRetry>();
        services.AddSingleton<TroubledQueues>();
        services.AddSingleton<Sinks.SinkList>();
        return services;
    }
}
