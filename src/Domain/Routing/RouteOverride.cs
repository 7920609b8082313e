using Router.Domain.Alerts;

namespace Router.Domain.Routing;

/// <summary>The settings that an alert brought from Sentry's form, and what became of them. The severity holds in any case.</summary>
/// <param name="Channel">The channel that was chosen; null when none was.</param>
/// <param name="Severity">The severity that was chosen; null when none was.</param>
/// <param name="Reason">What became of the channel.</param>
public sealed record RouteOverride(string? Channel, Severity? Severity, OverrideReason Reason);
