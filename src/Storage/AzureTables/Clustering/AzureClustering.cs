using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Router.Storage.AzureTables.Clustering;

/// <summary>Registers the cluster's membership in Azure Storage.</summary>
public static class AzureClustering
{
    /// <summary>For a silo.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="store">Where the store is: the members lie in its table.</param>
    public static IServiceCollection AddAzureMembership(this IServiceCollection services, AzureStoreOptions store) => services
        .AddSingleton<IMembershipTable>(provider => Table(provider, store));

    /// <summary>For a client of the cluster.</summary>
    /// <param name="services">The client's services.</param>
    /// <param name="store">Where the silos' store is.</param>
    public static IServiceCollection AddAzureGateways(this IServiceCollection services, AzureStoreOptions store) => services
        .AddSingleton<IGatewayListProvider>(provider => new AzureGatewayListProvider(
            Table(provider, store), provider.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod));

    private static AzureMembershipTable Table(IServiceProvider provider, AzureStoreOptions store) =>
        new(new(store), provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId);
}
