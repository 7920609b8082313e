namespace Router.Domain.Delivery;

/// <summary>An attempt to be made now.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Notification">What to say, as this sink is to hear it.</param>
/// <param name="IsResend">It was delivered before, and is said again to a receiver that forgets.</param>
public sealed record DeliveryAttempt(int Number, Notification Notification, bool IsResend = false);
