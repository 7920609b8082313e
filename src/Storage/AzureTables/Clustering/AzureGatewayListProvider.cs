using Orleans.Messaging;
using Orleans.Runtime;

namespace Router.Storage.AzureTables.Clustering;

/// <summary>The silos that clients may connect to: those that are active and have a gateway.</summary>
internal sealed class AzureGatewayListProvider(IMembershipTable table, TimeSpan maxStaleness) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => maxStaleness;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken = default) => table.InitializeMembershipTableAsync(tryInitTableVersion: false, cancellationToken);

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken = default) =>
    [
        .. (await table.ReadAllAsync(cancellationToken)).Members.Select(member => member.Item1)
            .Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0)
            .Select(entry => SiloAddress.New(entry.SiloAddress.Endpoint.Address, entry.ProxyPort, entry.SiloAddress.Generation).ToGatewayUri()),
    ];

    Task IGatewayListProvider.InitializeGatewayListProvider() => InitializeGatewayListProviderAsync();

    Task<IList<Uri>> IGatewayListProvider.GetGateways() => GetGatewaysAsync();
}
