using Router.Domain.Noise;

namespace Router.Domain.Configuration;

/// <summary>The whole config as the operator wrote it, validated, with references (<c>${env:}</c>, <c>${file:}</c>) resolved and defaults filled in.</summary>
public sealed record RouterConfig
{
    /// <summary>The integrations, in the order written.</summary>
    public ImmutableArray<IntegrationConfig> Integrations { get; init; } = [];

    /// <summary>The channels, in the order written.</summary>
    public ImmutableArray<ChannelConfig> Channels { get; init; } = [];

    /// <summary>The sinks, in the order written.</summary>
    public ImmutableArray<SinkConfig> Sinks { get; init; } = [];

    /// <summary>The silences, in the order written.</summary>
    public ImmutableArray<Silence> Silences { get; init; } = [];

    /// <summary>How the router tells of itself; null tells nobody.</summary>
    public SystemConfig? System { get; init; }
}
