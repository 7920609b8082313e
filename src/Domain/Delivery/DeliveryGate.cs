namespace Router.Domain.Delivery;

/// <summary>What the sink allows at the moment.</summary>
/// <param name="SinkId">The sink's id.</param>
/// <param name="Family">Its kind of receiver; null when it is no longer in the config.</param>
/// <param name="IsDisabled">It was disabled after a 410.</param>
/// <param name="PausedUntil">Its receiver asked to be left alone until then.</param>
/// <param name="IsRemoved">It is no longer in the config: the end of what it was told is all that it is sent, as its last settings say.</param>
/// <param name="Problem">Why its last settings can't be used; null when they can, or when there are none.</param>
/// <param name="ResendEvery">How often what goes on is said again; null is never.</param>
public readonly record struct DeliveryGate(
    string SinkId, SinkFamily? Family, bool IsDisabled = false, DateTimeOffset? PausedUntil = null, bool IsRemoved = false, string? Problem = null,
    TimeSpan? ResendEvery = null);
