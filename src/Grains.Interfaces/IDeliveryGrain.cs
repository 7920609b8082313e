using Router.Domain.Delivery;

namespace Router.Grains.Interfaces;

/// <summary>The ordered queue of one incident grain's notifications to one sink. Key: <c>{incident key}|{sink id}</c>.</summary>
[Alias("router.delivery")]
public interface IDeliveryGrain : IWakeable
{
    /// <summary>Takes notifications in order; completes when they are durable. A notification that it took before (same incident id and a sequence not higher) is skipped.</summary>
    [Alias("enqueue")]
    Task EnqueueAsync(ImmutableArray<Notification> notifications);

    /// <summary>Does what a person asks; completes when it is durable, with its audit.</summary>
    [Alias("command")]
    Task<DeliveryCommandResult> CommandAsync(DeliveryCommand command);

    /// <summary>The receiver itself told us that a person acknowledged or resolved an incident there: it isn't sent back. Completes when that is durable.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="key">The key that the receiver knows it by.</param>
    /// <param name="type"><see cref="NotificationType.Acknowledged"/> or <see cref="NotificationType.Resolved"/>.</param>
    [Alias("hear")]
    Task HearAsync(string incidentId, string key, NotificationType type);
}
