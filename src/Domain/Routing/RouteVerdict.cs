using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>What one route made of an alert.</summary>
/// <param name="Route">Its name; <c>channel</c> for a private integration, <c>default</c> for the default.</param>
/// <param name="Reached">No route before it had ended the search; the default: no route matched.</param>
/// <param name="Matched">Its condition holds; without one, always.</param>
/// <param name="Channels">The channels that it names.</param>
/// <param name="Comparisons">What its condition saw, reached or not; empty without one.</param>
public sealed record RouteVerdict(string Route, bool Reached, bool Matched, ImmutableArray<string> Channels, ImmutableArray<ComparisonTrace> Comparisons);
