using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Router.Api.Actions;

/// <summary>Adds what the actions of the management API need, beside an Orleans client.</summary>
public static class ActionServices
{
    /// <summary>An <see cref="IActionClient"/> that is registered before stays.</summary>
    public static IServiceCollection AddActions(this IServiceCollection services)
    {
        services.TryAddSingleton<IActionClient, GrainActionClient>();
        return services;
    }
}
