namespace Router.Domain.Routing;

/// <summary>Where an alert goes, by one version of the config. At most one destination a channel: the first route that names it.</summary>
[GenerateSerializer, Immutable, Alias("router.route-decision")]
public sealed record RouteDecision
{
    /// <summary>The version of the config that decided.</summary>
    [Id(0)] public required long ConfigVersion { get; init; }

    /// <summary>The channels, in the order that the routes name them; never empty for a trigger.</summary>
    [Id(1)] public required ImmutableArray<Destination> Destinations { get; init; }

    /// <summary>After how long without a trigger the issue ends as quiet: the longest of the channels'; null is never (metric alerts too).</summary>
    [Id(2)] public TimeSpan? AutoResolveAfter { get; init; }
}
