using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Domain.Incidents;

/// <summary>A channel's settings and sinks at the moment of a decision.</summary>
/// <param name="Channel">The settings.</param>
/// <param name="Sinks">Its sinks, in the channel's order.</param>
public sealed record ChannelRules(ChannelConfig Channel, ImmutableArray<SinkConfig> Sinks)
{
    /// <summary>
    /// The rules of a channel by a config. A channel that is no longer there has its defaults and
    /// those of the sinks that were told which still are, so that what was told is still resolved.
    /// </summary>
    public static ChannelRules Of(RouteTable table, IncidentState state, string channel)
    {
        var config = table.Channel(channel) ?? new ChannelConfig { Id = channel, Name = channel, Sinks = [.. state.Incidents.SelectMany(i => i.Told).Distinct()] };
        return new(config, [.. config.Sinks.Select(table.Sink).OfType<SinkConfig>()]);
    }

    /// <summary>These rules with every sink that was told of the incident, if it still is in the config.</summary>
    public ImmutableArray<SinkConfig> SinksFor(Incident incident, RouteTable table) =>
        Sinks.AddRange(incident.Told.Where(id => Sinks.All(s => s.Id != id)).Select(table.Sink).OfType<SinkConfig>());
}
