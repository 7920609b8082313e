using System.Collections.Immutable;
using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Routing.Conditions;

namespace Router.Api.Receipts;

/// <summary>Where a webhook was to go.</summary>
/// <param name="By">routes; alert_rule_action, when the channel was chosen in Sentry's form; or reached_incidents, for a change of state, which goes where the triggers went, whatever the routes say.</param>
/// <param name="Routes">Each route's verdict, in order, the default last; empty when <paramref name="By"/> is reached_incidents, or the config isn't known any more.</param>
/// <param name="Channels">The channels that it was routed to.</param>
/// <param name="Override">What was chosen in Sentry's form, and what became of it; null when nothing was.</param>
internal sealed record RoutingStep(string By, IReadOnlyList<RouteStep> Routes, IReadOnlyList<ChannelStep> Channels, OverrideStep? Override = null)
{
    public const string ByRoutes = "routes";
    public const string ByAction = "alert_rule_action";
    public const string ByReach = "reached_incidents";

    /// <summary>What the config made of an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="destinations">Where it was sent.</param>
    /// <param name="table">The config that decided; null when it isn't known any more.</param>
    public static RoutingStep Of(AlertEvent alert, ImmutableArray<Destination> destinations, RouteTable? table)
    {
        if (alert.Kind is not (AlertKind.Trigger or AlertKind.Level))
            return new(ByReach, [], []);
        var configured = table?.Integration(alert.Integration)?.Routes.ToDictionary(r => r.Name) ?? [];
        var trace = table?.Trace(alert);
        return new(
            trace?.Override is { Channel: not null, Reason: OverrideReason.AlertRuleAction } ? ByAction : ByRoutes,
            [.. (trace?.Routes ?? []).Select(verdict => RouteStep.Of(verdict, configured.GetValueOrDefault(verdict.Route)))],
            [.. destinations.Select(d => new ChannelStep(d.Channel, d.Route, d.Severity, d.Labels, d.Group, d.DroppedBy))],
            trace?.Override is { } choice ? new(choice.Channel, choice.Severity, SnakeCase.Of(choice.Reason)) : null);
    }
}

/// <summary>What was chosen in the form of Sentry's alert.</summary>
/// <param name="Channel">The channel; null when none was chosen.</param>
/// <param name="Severity">The severity; null when none was chosen.</param>
/// <param name="Reason">alert_rule_action: it was done so; channel_unknown or channel_out_of_reach: the routes chose the channel.</param>
internal sealed record OverrideStep(string? Channel, Severity? Severity, string Reason);

/// <summary>What one route made of it.</summary>
/// <param name="Name">Its name; channel for a private integration, default for the default.</param>
/// <param name="Condition">Its condition as written; null always matches.</param>
/// <param name="Verdict">matched, not_matched, or not_reached: a route before it ended the search.</param>
/// <param name="Continue">It goes on after a match.</param>
/// <param name="Channels">The channels that it names.</param>
/// <param name="Comparisons">What its condition saw.</param>
internal sealed record RouteStep(string Name, string? Condition, string Verdict, bool Continue, ImmutableArray<string> Channels, IReadOnlyList<ComparisonStep> Comparisons)
{
    public const string Matched = "matched";
    public const string NotMatched = "not_matched";
    public const string NotReached = "not_reached";

    public static RouteStep Of(RouteVerdict verdict, RouteConfig? route) => new(
        verdict.Route,
        route?.When?.Text,
        !verdict.Reached ? NotReached : verdict.Matched ? Matched : NotMatched,
        route?.Continue ?? false,
        verdict.Channels,
        [.. verdict.Comparisons.Select(c => ComparisonStep.Of(c, verdict.Reached))]);
}

/// <summary>What one comparison saw.</summary>
/// <param name="Text">The comparison.</param>
/// <param name="Values">The values of the fields that it reads; null is absent.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="Evaluated">Whether the route's verdict needed it.</param>
internal sealed record ComparisonStep(string Text, ImmutableArray<string?> Values, bool Holds, bool Evaluated)
{
    public static ComparisonStep Of(ComparisonTrace trace, bool reached) => new(trace.Text, trace.Values, trace.Holds, reached && trace.Evaluated);
}

/// <summary>A channel that it was routed to.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Route">The route that chose it.</param>
/// <param name="Severity">The severity there.</param>
/// <param name="Labels">The labels that the route set.</param>
/// <param name="Group">The values that the channel groups by; empty with one incident per issue.</param>
/// <param name="DroppedBy">The silence that dropped it on the way there; null when none did.</param>
internal sealed record ChannelStep(string Channel, string Route, Severity Severity, ImmutableArray<Tag> Labels, ImmutableArray<Tag> Group, string? DroppedBy = null);
