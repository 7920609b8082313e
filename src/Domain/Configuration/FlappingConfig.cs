namespace Router.Domain.Configuration;

/// <summary>When an incident that begins and ends over and over is muted.</summary>
public sealed record FlappingConfig
{
    /// <summary>So many changes between open and ended, the first beginning counted, 2 to 100. Default 4.</summary>
    public int Changes { get; init; } = 4;

    /// <summary>Within this time. Default 60 minutes.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Mute it for so long. Default 120 minutes.</summary>
    public TimeSpan Mute { get; init; } = TimeSpan.FromMinutes(120);
}
