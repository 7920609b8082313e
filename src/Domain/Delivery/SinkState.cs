namespace Router.Domain.Delivery;

/// <summary>What is durable about a sink as a whole: that it was disabled.</summary>
public sealed record SinkState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written with.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When it was disabled; null when it is not.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why it was disabled.</summary>
    public string? Reason { get; init; }
}
