namespace Router.Api.Auth.Failures;

/// <summary>A refused caller.</summary>
/// <param name="Sequence">Rises by one with every failure of this process.</param>
/// <param name="Time">When.</param>
/// <param name="Address">From where; of the proxy, unless it is a known one.</param>
/// <param name="Reason">Why.</param>
/// <param name="Caller">Who it was, as far as that is known.</param>
internal sealed record AuthFailure(long Sequence, DateTimeOffset Time, string Address, AuthFailureReason Reason, string? Caller);
