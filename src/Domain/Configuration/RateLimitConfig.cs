namespace Router.Domain.Configuration;

/// <summary>So many in a window, written <c>600/1m</c>.</summary>
/// <param name="Permits">How many; at least 1.</param>
/// <param name="Window">Per how long; above zero.</param>
public sealed record RateLimitConfig(int Permits, TimeSpan Window);
