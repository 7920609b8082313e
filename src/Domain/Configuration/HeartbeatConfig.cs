namespace Router.Domain.Configuration;

/// <summary>Pings a dead man's switch while commits and sweeps work.</summary>
public sealed record HeartbeatConfig
{
    /// <summary>What is asked for (GET). A secret: whoever has it can ping in our place.</summary>
    public required Uri Url { get; init; }

    /// <summary>How often: 10 seconds to 1 day. Default 1 minute.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether it may be on an address outside the public internet. Default false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Without the URL.</summary>
    public override string ToString() => $"heartbeat every {Every}";
}
