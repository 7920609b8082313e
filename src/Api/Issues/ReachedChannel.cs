using Router.Domain.Alerts;

namespace Router.Api.Issues;

/// <summary>A channel that an issue has reached.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Severity">The issue's severity there.</param>
/// <param name="Incident">The id of its incident there; null when that is not kept any more.</param>
internal sealed record ReachedChannel(string Channel, Severity Severity, string? Incident);
