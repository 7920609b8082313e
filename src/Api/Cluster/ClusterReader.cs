using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Router.Grains.Interfaces;

namespace Router.Api.Cluster;

/// <summary>Asks Orleans how the cluster stands.</summary>
internal sealed class ClusterReader(IGrainFactory grains)
{
    /// <summary>Reads it.</summary>
    public async Task<ClusterView> ReadAsync()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var hosts = (await management.GetDetailedHosts(onlyActive: true)).OrderBy(host => host.SiloName, StringComparer.Ordinal).ToArray();
        var statistics = await Task.WhenAll(hosts.Select(host => StatisticsAsync(management, host.SiloAddress)));
        var versions = await Task.WhenAll(hosts.Select(host => VersionAsync(host.SiloAddress)));
        var activations = await management.GetSimpleGrainStatistics();
        return new(
            [.. hosts.Zip(statistics, versions).Select(silo => Silo(silo.First, silo.Second, silo.Third))],
            [.. activations.GroupBy(grain => TypeName(grain.GrainType), StringComparer.Ordinal)
                .Select(group => new ActivationItem(group.Key, group.Sum(grain => grain.ActivationCount)))
                .OrderByDescending(item => item.Count).ThenBy(item => item.Type, StringComparer.Ordinal)]);
    }

    /// <summary>How many silos are alive, and how many are joining or leaving.</summary>
    public async Task<(int Active, int Changing)> SilosAsync()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        var active = hosts.Values.Count(status => status == SiloStatus.Active);
        return (active, hosts.Count - active);
    }

    /// <summary>The silo in whose memory a grain is, by its address; null when it is in none, or nobody answers.</summary>
    public async Task<string?> SiloOfAsync(IAddressable grain)
    {
        try
        {
            return (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain))?.Endpoint.ToString();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    /// <summary>A silo's figures; null when it goes away meanwhile.</summary>
    private static async Task<SiloRuntimeStatistics?> StatisticsAsync(IManagementGrain management, SiloAddress silo)
    {
        try
        {
            return (await management.GetRuntimeStatistics([silo])).FirstOrDefault();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    /// <summary>The version that a silo runs; null when it does not say.</summary>
    private async Task<string?> VersionAsync(SiloAddress silo)
    {
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return (await grains.GetGrain<ISiloVersionGrain>(silo.ToParsableString()).ReadAsync())?.Split('+')[0];
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private static SiloItem Silo(MembershipEntry host, SiloRuntimeStatistics? figures, string? version) => new(
        host.SiloName,
        version,
        host.SiloAddress.Endpoint.ToString(),
        host.Status.ToString(),
        new(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)),
        figures?.ActivationCount,
        figures?.EnvironmentStatistics.FilteredCpuUsagePercentage,
        figures?.EnvironmentStatistics.FilteredMemoryUsageBytes,
        figures?.IsOverloaded == true);

    private static string TypeName(string type)
    {
        var name = type.Split(',')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
