using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Domain.Routing;

/// <summary>One version of the config, compiled: immutable, swapped whole.</summary>
public sealed class RouteTable
{
    /// <summary>Compiles a validated config.</summary>
    public RouteTable(RouterConfig config, long version)
    {
        Config = config;
        Version = version;
        PayloadPaths = [];
    }

    /// <summary>The config that it was compiled from.</summary>
    public RouterConfig Config { get; }

    /// <summary>The config's version, from 1.</summary>
    public long Version { get; }

    /// <summary>The <c>payload.*</c> paths that any condition or <c>groupBy</c> reads, without <c>payload.</c>, without duplicates.</summary>
    public ImmutableArray<string> PayloadPaths { get; }

    /// <summary>The enabled integration with this push-URL key, or null. Compares in constant time over the keys' hashes.</summary>
    public IntegrationConfig? IntegrationByKey(string key) => throw new NotImplementedException();

    /// <summary>The integration with this id, or null.</summary>
    public IntegrationConfig? Integration(string id) => throw new NotImplementedException();

    /// <summary>The channel with this id, or null.</summary>
    public ChannelConfig? Channel(string id) => throw new NotImplementedException();

    /// <summary>The sink with this id, or null.</summary>
    public SinkConfig? Sink(string id) => throw new NotImplementedException();

    /// <summary>Where an alert goes. Pure; never throws.</summary>
    public RouteDecision Route(AlertEvent alert) => throw new NotImplementedException();
}
