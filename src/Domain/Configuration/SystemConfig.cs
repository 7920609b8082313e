namespace Router.Domain.Configuration;

/// <summary>How the router tells of itself.</summary>
public sealed record SystemConfig
{
    /// <summary>The channel that is told when something is wrong with the router; null tells nobody.</summary>
    public string? Channel { get; init; }

    /// <summary>The dead man's switch; null is none.</summary>
    public HeartbeatConfig? Heartbeat { get; init; }
}
