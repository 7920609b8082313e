using Router.Domain.Delivery;

namespace Router.Domain.Incidents;

/// <summary>Whether a notification goes to a sink, and why not.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Suppressed">Why it does not; null when it does.</param>
public sealed record SinkVerdictEntry(string Sink, SuppressReason? Suppressed);
