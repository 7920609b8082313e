using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>An integration's routes in order, and the one that takes what none matched.</summary>
internal sealed class CompiledIntegration
{
    private readonly IReadOnlyDictionary<string, CompiledChannel> _channels;
    private readonly RouteGuards _guards;

    /// <exception cref="ArgumentException">A channel doesn't exist: the config wasn't validated.</exception>
    public CompiledIntegration(IntegrationConfig config, IReadOnlyDictionary<string, CompiledChannel> channels)
    {
        Config = config;
        _channels = channels;
        Routes = [.. config.Routes.Select(r => new CompiledRoute(r.Name, r.When, Resolve(r.Channels), r.Continue, r.SetSeverity, r.SetLabels))];
        _guards = new(Routes);
        Otherwise = config.Channel is { } channel
            ? new(CompiledRoute.Channel, null, Resolve([channel]))
            : new(CompiledRoute.Default, null, Resolve(config.Default));

        ImmutableArray<CompiledChannel> Resolve(ImmutableArray<string> ids) =>
            [.. ids.Distinct().Select(id => channels.GetValueOrDefault(id) ?? throw new ArgumentException($"channel {id} of integration {config.Id} doesn't exist", nameof(config)))];
    }

    public IntegrationConfig Config { get; }

    public ImmutableArray<CompiledRoute> Routes { get; }

    public CompiledRoute Otherwise { get; }

    /// <summary>The destinations in the order that the routes name them, each channel once.</summary>
    public ImmutableArray<Destination> Route(AlertEvent alert)
    {
        if (alert.Settings?.Channel is { } chosen && Reach(chosen) == OverrideReason.AlertRuleAction)
            return [_channels[chosen].Destination(alert, CompiledRoute.AlertRuleAction, Otherwise.SeverityOf(alert), [])];
        var input = new ConditionInput(alert, []);
        var destinations = ImmutableArray.CreateBuilder<Destination>(Otherwise.Channels.Length);
        Span<int> numbers = stackalloc int[RouteGuards.Size];
        _guards.Read(input, numbers);
        var matched = false;
        for (var i = 0; i < Routes.Length; i++)
        {
            if (!_guards.MayMatch(i, numbers) || !Routes[i].Matches(input))
                continue;
            var route = Routes[i];
            matched = true;
            Add(destinations, route, alert);
            if (!route.Continue)
                break;
        }

        if (!matched)
            Add(destinations, Otherwise, alert);
        return destinations.DrainToImmutable();
    }

    /// <summary>The verdict of every route, with the same semantics as <see cref="Route"/>.</summary>
    public ImmutableArray<RouteVerdict> Trace(AlertEvent alert)
    {
        var input = new ConditionInput(alert, []);
        var verdicts = ImmutableArray.CreateBuilder<RouteVerdict>(Routes.Length + 1);
        var (reached, matched) = (Override(alert) is not { Channel: not null, Reason: OverrideReason.AlertRuleAction }, false);
        var isOverridden = !reached;
        foreach (var route in Routes)
        {
            var verdict = Verdict(route, input, reached);
            verdicts.Add(verdict);
            matched |= verdict is { Reached: true, Matched: true };
            reached &= !verdict.Matched || route.Continue;
        }

        verdicts.Add(Verdict(Otherwise, input, reached: !matched && !isOverridden));
        return verdicts.DrainToImmutable();
    }

    /// <summary>What becomes of the settings that the alert brought from Sentry's form; null when it brought none.</summary>
    public RouteOverride? Override(AlertEvent alert) => alert.Settings is not { } settings
        ? null
        : new(settings.Channel, settings.Severity, settings.Channel is { } channel ? Reach(channel) : OverrideReason.AlertRuleAction);

    /// <summary>May Sentry's form choose this channel? A private integration reaches its own, a shared one any.</summary>
    private OverrideReason Reach(string channel) => !_channels.ContainsKey(channel)
        ? OverrideReason.ChannelUnknown
        : Config.MayReach(channel) ? OverrideReason.AlertRuleAction : OverrideReason.ChannelOutOfReach;

    private static RouteVerdict Verdict(CompiledRoute route, ConditionInput input, bool reached) =>
        new(route.Name, reached, route.Matches(input), [.. route.Channels.Select(c => c.Config.Id)], route.When?.Trace(input) ?? []);

    private static void Add(ImmutableArray<Destination>.Builder destinations, CompiledRoute route, AlertEvent alert)
    {
        foreach (var channel in route.Channels)
            if (!Has(destinations, channel.Config.Id))
                destinations.Add(channel.Destination(alert, route.Name, route.SeverityOf(alert), route.Labels));
    }

    private static bool Has(ImmutableArray<Destination>.Builder destinations, string channel)
    {
        foreach (var destination in destinations)
            if (destination.Channel == channel)
                return true;
        return false;
    }
}
