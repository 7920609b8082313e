using System.Runtime.InteropServices;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>A channel with the fields that it groups by.</summary>
internal sealed class CompiledChannel
{
    private readonly ImmutableArray<Field> _groupBy;

    /// <exception cref="ArgumentException">A field of <c>groupBy</c> doesn't exist: the config wasn't validated.</exception>
    public CompiledChannel(ChannelConfig config)
    {
        Config = config;
        _groupBy = [.. config.GroupBy.Select(text => ConditionCompiler.Field(text, out var error) ?? throw new ArgumentException(error!.Message, nameof(config)))];
    }

    public ChannelConfig Config { get; }

    public IEnumerable<string> PayloadPaths => _groupBy.Select(f => f.PayloadPath).OfType<string>();

    public Destination Destination(AlertEvent alert, string route, Severity severity, ImmutableArray<Tag> labels)
    {
        var group = _groupBy.IsEmpty ? [] : new Tag[_groupBy.Length];
        return new()
        {
            Channel = Config.Id,
            Route = route,
            Severity = severity,
            Incident = !_groupBy.IsEmpty ? Group(new(alert, labels), group)
                : Config.MergeMetric && MetricPair.Key(Config.Id, alert) is { } pair ? pair
                : IncidentKey.Of(Config.Id, alert.Issue.Value),
            Labels = labels,
            Group = ImmutableCollectionsMarshal.AsImmutableArray(group),
        };
    }

    private IncidentKey Group(ConditionInput input, Tag[] group)
    {
        var values = new string?[group.Length];
        for (var i = 0; i < group.Length; i++)
        {
            values[i] = _groupBy[i].Text(input);
            group[i] = new(Config.GroupBy[i], values[i] ?? "");
        }

        return IncidentKey.Of(Config.Id, values);
    }
}
