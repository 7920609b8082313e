using Router.Domain.Alerts;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration;

/// <summary>One ordered rule of a shared integration.</summary>
public sealed record RouteConfig
{
    /// <summary>Unique within its integration.</summary>
    public required string Name { get; init; }

    /// <summary>The compiled condition; null always matches.</summary>
    public Condition? When { get; init; }

    /// <summary>The channels, at least one.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>Go on to the next route after a match. Default false.</summary>
    public bool Continue { get; init; }

    /// <summary>The severity for this route's channels; null leaves it.</summary>
    public Severity? SetSeverity { get; init; }

    /// <summary>The labels for this route's channels.</summary>
    public ImmutableArray<Tag> SetLabels { get; init; } = [];
}
