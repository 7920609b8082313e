using System.Collections.Frozen;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>One version of the config, compiled: immutable, swapped whole.</summary>
public sealed class RouteTable
{
    private const string MetricAlert = "metric_alert";

    private readonly KeyIndex _keys;
    private readonly FrozenDictionary<string, CompiledIntegration> _integrations;
    private readonly FrozenDictionary<string, CompiledChannel> _channels;
    private readonly FrozenDictionary<string, SinkConfig> _sinks;

    /// <summary>Compiles a validated config.</summary>
    /// <exception cref="ArgumentException">The config wasn't validated: an id comes twice, or a channel or field that it names doesn't exist.</exception>
    public RouteTable(RouterConfig config, long version)
    {
        Config = config;
        Version = version;
        _channels = config.Channels.ToFrozenDictionary(c => c.Id, c => new CompiledChannel(c));
        _integrations = config.Integrations.ToFrozenDictionary(i => i.Id, i => new CompiledIntegration(i, _channels));
        _sinks = config.Sinks.ToFrozenDictionary(s => s.Id);
        _keys = new(config.Integrations.Where(i => i.Enabled));
        var conditions = config.Integrations.SelectMany(i => i.Routes).Select(r => r.When).Concat(config.Sinks.Select(s => s.When)).Concat(config.Silences.Select(s => s.When))
            .Concat(config.Channels.Select(c => c.QuietHours?.Except)).OfType<Condition>();
        PayloadPaths = [.. conditions.SelectMany(c => c.PayloadPaths).Concat(_channels.Values.SelectMany(c => c.PayloadPaths)).Concat(config.Channels.SelectMany(c => c.Inhibit).SelectMany(r => r.PayloadPaths)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The config that it was compiled from.</summary>
    public RouterConfig Config { get; }

    /// <summary>The config's version, from 1.</summary>
    public long Version { get; }

    /// <summary>The <c>payload.*</c> paths that any condition or <c>groupBy</c> reads, without <c>payload.</c>, without duplicates. A number is an index into a list.</summary>
    public ImmutableArray<string> PayloadPaths { get; }

    /// <summary>The enabled integration with this push-URL key, or null. Compares in constant time over the keys' hashes.</summary>
    public IntegrationConfig? IntegrationByKey(string key) => _keys.Find(key);

    /// <summary>The integration with this id, or null.</summary>
    public IntegrationConfig? Integration(string id) => _integrations.GetValueOrDefault(id)?.Config;

    /// <summary>The channel with this id, or null.</summary>
    public ChannelConfig? Channel(string id) => _channels.GetValueOrDefault(id)?.Config;

    /// <summary>The sink with this id, or null.</summary>
    public SinkConfig? Sink(string id) => _sinks.GetValueOrDefault(id);

    /// <summary>Where an alert goes; nowhere when its integration doesn't exist. Pure; never throws.</summary>
    public RouteDecision Route(AlertEvent alert)
    {
        var destinations = _integrations.TryGetValue(alert.Integration, out var integration) ? integration.Route(alert) : [];
        return new() { ConfigVersion = Version, Destinations = destinations, AutoResolveAfter = AutoResolveAfter(alert, destinations) };
    }

    /// <summary>Where an alert of the router itself goes: the system channel; nowhere without one. It never ends as quiet.</summary>
    public RouteDecision RouteSystem(AlertEvent alert) => new()
    {
        ConfigVersion = Version,
        Destinations = Config.System?.Channel is { } channel ? [_channels[channel].Destination(alert, CompiledRoute.System, alert.Severity, [])] : [],
    };

    /// <summary>Why <see cref="Route"/> decides as it does, for receipts. Pure; never throws.</summary>
    public RouteTrace Trace(AlertEvent alert) =>
        _integrations.TryGetValue(alert.Integration, out var integration)
            ? new(Version, integration.Trace(alert)) { Override = integration.Override(alert) }
            : new(Version, []);

    /// <summary>The longest of the channels'; never (null) is longer than all, and metric alerts end when Sentry says so.</summary>
    private TimeSpan? AutoResolveAfter(AlertEvent alert, ImmutableArray<Destination> destinations)
    {
        if (alert.Resource == MetricAlert || destinations.IsEmpty)
            return null;
        var longest = TimeSpan.Zero;
        foreach (var destination in destinations)
        {
            if (_channels[destination.Channel].Config.AutoResolveAfter is not { } after)
                return null;
            longest = after > longest ? after : longest;
        }

        return longest;
    }
}
