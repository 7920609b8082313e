namespace Router.Domain.Noise;

/// <summary>What a channel answers to <see cref="ChannelAsk"/>.</summary>
[GenerateSerializer, Immutable, Alias("router.channel-answer")]
public sealed record ChannelAnswer
{
    /// <summary>The keys that are open, with the id of an incident that holds each open.</summary>
    [Id(0)] public ImmutableDictionary<string, string> Open { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>It may be said.</summary>
    [Id(1)] public bool IsPermitted { get; init; }

    /// <summary>When the rate limit's window ends, where it may not be said; the channel wakes the incident then, or when it is its turn.</summary>
    [Id(2)] public DateTimeOffset? LimitedUntil { get; init; }
}
