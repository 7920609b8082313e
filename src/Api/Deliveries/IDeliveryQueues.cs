using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Api.Deliveries;

/// <summary>The way to the queues of deliveries.</summary>
internal interface IDeliveryQueues
{
    /// <summary>Has a queue do what a person asks.</summary>
    Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command);

    /// <summary>Tells a queue what its receiver told us, see <see cref="IDeliveryGrain.HearAsync"/>.</summary>
    Task HearAsync(string queueKey, string incidentId, string key, NotificationType type);
}
