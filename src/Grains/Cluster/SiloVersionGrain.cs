using System.Reflection;
using Router.Grains.Interfaces;

namespace Router.Grains.Cluster;

/// <summary>See <see cref="ISiloVersionGrain"/>.</summary>
[GrainType("silo-version")]
internal sealed class SiloVersionGrain(ILocalSiloDetails silo) : Grain, ISiloVersionGrain
{
    private static readonly string Version =
        typeof(SiloVersionGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public Task<string?> ReadAsync()
    {
        if (silo.SiloAddress.ToParsableString() == this.GetPrimaryKeyString())
            return Task.FromResult<string?>(Version);
        DeactivateOnIdle();
        return Task.FromResult<string?>(null);
    }
}
