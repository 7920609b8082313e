namespace Router.Grains.Interfaces;

/// <summary>What was counted in a minute.</summary>
/// <param name="Number">Whole minutes since the year 1.</param>
/// <param name="Counts">A count a kind; processes of another version may know fewer kinds.</param>
[GenerateSerializer, Immutable, Alias("router.traffic-minute")]
public sealed record TrafficMinute([property: Id(0)] long Number, [property: Id(1)] ImmutableArray<long> Counts);
