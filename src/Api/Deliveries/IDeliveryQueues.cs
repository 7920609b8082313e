using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary>The way to the queues of deliveries.</summary>
internal interface IDeliveryQueues
{
    /// <summary>Has a queue do what a person asks.</summary>
    Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command);
}
