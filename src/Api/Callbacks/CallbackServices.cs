using Microsoft.Extensions.DependencyInjection;

namespace Router.Api.Callbacks;

/// <summary>Adds what <see cref="CallbackEndpoints.MapCallbacks"/> needs, beside the store, the config, actions and deliveries.</summary>
public static class CallbackServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddCallbacks(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<CallbackMetrics>();
        services.AddSingleton<CallbackActions>();
        return services;
    }
}
