namespace Router.Domain.Noise;

/// <summary>An incident that something holds back, and that is woken when it no longer does.</summary>
public sealed record ChannelWaiter
{
    /// <summary>The open keys that inhibit it.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Its place in the rate limit's queue; null when it is not in it.</summary>
    public long? Place { get; init; }

    /// <summary>A summary has counted it, or will.</summary>
    public bool IsCounted { get; init; }

    /// <summary>It is to be woken.</summary>
    public bool IsDue { get; init; }
}
