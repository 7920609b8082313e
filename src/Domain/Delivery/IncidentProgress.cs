namespace Router.Domain.Delivery;

/// <summary>How far one incident has come at one sink.</summary>
public sealed record IncidentProgress
{
    /// <summary>The incident's id.</summary>
    public required string IncidentId { get; init; }

    /// <summary>The highest sequence that the queue took: what is not above it was taken before.</summary>
    public required long Sequence { get; init; }

    /// <summary>The sequence of the last end that the queue took; 0 before one.</summary>
    public long EndSequence { get; init; }

    /// <summary>What the receiver knows.</summary>
    public Told Told { get; init; }

    /// <summary>The key that a pager knows it by; null is the incident's id.</summary>
    public string? PagerKey { get; init; }

    /// <summary>What the receiver's answers gave us to remember, see <see cref="SinkResult.Handle"/>.</summary>
    public string? Handle { get; init; }

    /// <summary>What the receiver itself told us last, and so needn't be told: that it was acknowledged or resolved there. Null once the incident goes on.</summary>
    public NotificationType? Heard { get; init; }

    /// <summary>When it is to be said again, to a receiver that forgets; null is never.</summary>
    public DateTimeOffset? ResendAt { get; init; }

    /// <summary>The sequence of the notification that is said again.</summary>
    public long ResendSequence { get; init; }

    /// <summary>Said again until then: the end of it, for a while; null while it goes on.</summary>
    public DateTimeOffset? ResendUntil { get; init; }
}
