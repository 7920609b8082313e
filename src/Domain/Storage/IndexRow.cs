using Router.Domain.Alerts;

namespace Router.Domain.Storage;

/// <summary>What a list shows of an issue or incident, and filters by.</summary>
public sealed record IndexRow
{
    /// <summary>PascalCase status.</summary>
    public required string Status { get; init; }

    /// <summary>The severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The project's slug.</summary>
    public string? Project { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The Sentry rule that fired last.</summary>
    public string? Rule { get; init; }

    /// <summary>The channels that it reached.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>When the row came into the list: its place there, so it must never change. Null is <see cref="FirstSeen"/>, for rows whose first seen time never changes.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The first event's time.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The last event's time.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How many events were counted.</summary>
    public required long Count { get; init; }
}
