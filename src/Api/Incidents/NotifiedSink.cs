namespace Router.Api.Incidents;

/// <summary>A sink and a notification.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Suppressed">Why it was not told; null when it was.</param>
internal sealed record NotifiedSink(string Sink, string? Suppressed);
