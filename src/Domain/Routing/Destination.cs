using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Domain.Routing;

/// <summary>One channel that an alert is to reach, and how it looks there.</summary>
[GenerateSerializer, Immutable, Alias("router.destination")]
public sealed record Destination
{
    /// <summary>The channel's id.</summary>
    [Id(0)] public required string Channel { get; init; }

    /// <summary>The name of the route that chose it; <c>channel</c> for a private integration, <c>default</c> for the default.</summary>
    [Id(1)] public required string Route { get; init; }

    /// <summary>The severity there: the alert's, unless the route sets another. <see cref="Alerts.Severity.Ok"/> stays Ok.</summary>
    [Id(2)] public required Severity Severity { get; init; }

    /// <summary>The incident grain there: a hash of the channel and the values that the channel groups by.</summary>
    [Id(3)] public required IncidentKey Incident { get; init; }

    /// <summary>The labels that the route sets, in the order written.</summary>
    [Id(4)] public ImmutableArray<Tag> Labels { get; init; } = [];

    /// <summary>The values that the channel groups by, for people to read; empty with one incident per issue.</summary>
    [Id(5)] public ImmutableArray<Tag> Group { get; init; } = [];

    /// <summary>The silence of mode drop that keeps the trigger from this channel; null when it reaches it.</summary>
    [Id(6)] public string? DroppedBy { get; init; }
}
