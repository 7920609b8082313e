using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Messaging;
using Router.Storage.AzureTables;
using Router.Storage.AzureTables.Clustering;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.AzureTables;

[Trait("Category", "Azurite")]
public sealed class AzureMembershipTests : MembershipContract
{
    private string? _name;

    protected override async Task<IMembershipTable> OpenAsync(string? clusterId = null) =>
        (await ServicesAsync(clusterId ?? ClusterId)).GetRequiredService<IMembershipTable>();

    protected override async Task<IGatewayListProvider> OpenGatewaysAsync()
    {
        var gateways = (await ServicesAsync(ClusterId)).GetRequiredService<IGatewayListProvider>();
        await gateways.InitializeGatewayListProviderAsync();
        return gateways;
    }

    private async Task<IServiceProvider> ServicesAsync(string clusterId)
    {
        var server = await AzuriteServer.GetAsync();
        var options = new AzureStoreOptions { ConnectionString = server.ConnectionString, Name = _name ??= server.NewName() };
        return new ServiceCollection()
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = clusterId)
            .AddAzureMembership(options).AddAzureGateways(options)
            .BuildServiceProvider();
    }
}
