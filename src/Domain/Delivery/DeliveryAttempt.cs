namespace Router.Domain.Delivery;

/// <summary>An attempt to be made now.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Notification">What to say, as this sink is to hear it.</param>
public sealed record DeliveryAttempt(int Number, Notification Notification);
