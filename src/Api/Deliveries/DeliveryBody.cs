using Router.Api.Management;

namespace Router.Api.Deliveries;

/// <summary>The body of an action on deliveries or sinks; it may be absent.</summary>
/// <param name="Reason">Why, for the audit.</param>
/// <param name="Sink">The sink whose dead letters are retried; for <c>deliveries/retry</c> alone.</param>
internal sealed record DeliveryBody(string? Reason = null, string? Sink = null)
{
    private const int MaxReason = 500;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public InvalidField? Problem => Reason is { Length: > MaxReason } ? new("reason", $"longer than {MaxReason} characters") : null;
}
