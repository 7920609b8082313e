namespace Router.Domain.Routing;

/// <summary>How an alert was routed, for people: every route's verdict, in order, and what its comparisons saw.</summary>
/// <param name="ConfigVersion">The version of the config that decided.</param>
/// <param name="Routes">The verdicts, the default last; empty when the integration doesn't exist.</param>
public sealed record RouteTrace(long ConfigVersion, ImmutableArray<RouteVerdict> Routes)
{
    /// <summary>The settings that the alert brought from Sentry's form, and what became of them; null when it brought none.</summary>
    public RouteOverride? Override { get; init; }
}
