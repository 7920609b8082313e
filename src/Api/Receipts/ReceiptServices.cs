using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Router.Api.Receipts;

/// <summary>Registers receipts.</summary>
public static class ReceiptServices
{
    /// <summary>
    /// Adds what the receipts' endpoints need, beside the store's ports and an <see cref="Domain.Configuration.ICurrentConfig"/>.
    /// With an <see cref="Domain.Configuration.IConfigHistory"/> they show older versions' verdicts too, and who put a version in force.
    /// </summary>
    public static IServiceCollection AddReceipts(this IServiceCollection services)
    {
        services.TryAddSingleton<JournalTrail>();
        services.TryAddSingleton<ConfigAt>();
        services.TryAddSingleton<DeliveryReader>();
        services.TryAddSingleton<IncidentReader>();
        services.TryAddSingleton<QueuedWebhooks>();
        services.TryAddSingleton<ReceiptReader>();
        services.TryAddSingleton<ReceiptSearch>();
        return services;
    }
}
