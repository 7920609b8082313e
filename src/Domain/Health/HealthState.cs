namespace Router.Domain.Health;

/// <summary>What the router remembers of its own health; immutable, stored as JSON.</summary>
public sealed record HealthState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The keys of the causes that the system channel was told of and that are not over.</summary>
    public ImmutableArray<string> Open { get; init; } = [];

    /// <summary>When each integration's last webhook came; when it was first asked about, before one did.</summary>
    public ImmutableDictionary<string, DateTimeOffset> LastWebhooks { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When each integration's last webhook came, of those in the config that were ever heard of.</summary>
    public ImmutableDictionary<string, DateTimeOffset> LastEvents { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When it was last stored: every look stores it, and so proves that the store commits.</summary>
    public DateTimeOffset StoredAt { get; init; }
}
