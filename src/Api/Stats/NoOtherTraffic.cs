using System.Collections.Immutable;
using Router.Grains.Interfaces;

namespace Router.Api.Stats;

/// <summary>This process is alone.</summary>
internal sealed class NoOtherTraffic : IOtherTraffic
{
    public Task<ImmutableArray<TrafficMinute>?> ReadAsync(long since) => Task.FromResult<ImmutableArray<TrafficMinute>?>([]);
}
