namespace Router.Grains.Interfaces;

/// <summary>
/// What the processes of the cluster count, minute by minute, for the charts of each. One grain, key 0, in memory only: a process that
/// sees that it is another one than before gives it everything again.
/// </summary>
[Alias("router.traffic")]
public interface ITrafficGrain : IGrainWithIntegerKey
{
    /// <summary>Takes the minutes of a process that have changed; each replaces what was known of it.</summary>
    /// <param name="host">The process: an id of its own for each start.</param>
    /// <param name="minutes">Its minutes.</param>
    /// <returns>Which grain this is: another one after its silo was lost.</returns>
    [Alias("report")]
    Task<Guid> ReportAsync(Guid host, ImmutableArray<TrafficMinute> minutes);

    /// <summary>The sums of every process but one.</summary>
    /// <param name="but">The process that asks: it knows its own better.</param>
    /// <param name="since">The first minute.</param>
    [Alias("read")]
    Task<ImmutableArray<TrafficMinute>> ReadAsync(Guid but, long since);
}
