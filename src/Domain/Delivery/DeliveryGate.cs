namespace Router.Domain.Delivery;

/// <summary>What the sink allows at the moment.</summary>
/// <param name="SinkId">The sink's id.</param>
/// <param name="Family">Its kind of receiver; null when it is no longer in the config.</param>
/// <param name="IsDisabled">It was disabled after a 410.</param>
/// <param name="PausedUntil">Its receiver asked to be left alone until then.</param>
public readonly record struct DeliveryGate(string SinkId, SinkFamily? Family, bool IsDisabled = false, DateTimeOffset? PausedUntil = null);
