using System.Collections.Immutable;
using Router.Grains.Interfaces;

namespace Router.Api.Stats;

/// <summary>What the other processes of the cluster have counted.</summary>
internal interface IOtherTraffic
{
    /// <summary>Their sums.</summary>
    /// <param name="since">The first minute.</param>
    /// <returns>Null when nobody answers for them.</returns>
    Task<ImmutableArray<TrafficMinute>?> ReadAsync(long since);
}
