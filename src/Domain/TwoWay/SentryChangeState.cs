namespace Router.Domain.TwoWay;

/// <summary>What is still to be changed of one issue in Sentry; immutable, stored as JSON.</summary>
public sealed record SentryChangeState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The change; null when it is done or given up.</summary>
    public SentryChange? Change { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Sentry knows no member with the actor's address: marked as seen rather than assigned.</summary>
    public bool IsUnassignable { get; init; }

    /// <summary>The newest change that was taken.</summary>
    public long LastId { get; init; }

    /// <summary>When anything last happened; the row is forgotten some time after the last change.</summary>
    public DateTimeOffset LastActivityAt { get; init; }
}
