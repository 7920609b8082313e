namespace Router.Domain.Health;

/// <summary>When the dead man's switch is to be pinged next; stored as JSON, and the row's due time.</summary>
public sealed record HeartbeatState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When; null is never.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
