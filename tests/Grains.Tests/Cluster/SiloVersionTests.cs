using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using Router.Grains.Cluster;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;

namespace Router.Grains.Tests.Cluster;

public class SiloVersionTests
{
    [Fact]
    public async Task Every_silo_tells_its_own_version_and_none_that_of_another()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var silos = cluster.Silos.Select(silo => silo.SiloAddress).ToList();
        var gone = SiloAddress.New(silos[0].Endpoint, silos[0].Generation - 1);

        var versions = await Task.WhenAll(silos.Append(gone).Select(silo => ReadAsync(cluster.Client, silo)));

        Assert.Equal(3, versions.Length);
        Assert.All(versions[..2], version => Assert.StartsWith(typeof(SiloVersionGrain).Assembly.GetName().Version!.ToString(3), version, StringComparison.Ordinal));
        Assert.Null(versions[2]);
    }

    private static async Task<string?> ReadAsync(IGrainFactory grains, SiloAddress silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        return await grains.GetGrain<ISiloVersionGrain>(silo.ToParsableString()).ReadAsync().WaitAsync(DeliveryCluster.Bound);
    }
}
