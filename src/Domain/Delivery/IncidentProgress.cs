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
}
