using Orleans;
using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Api.Deliveries;

/// <summary>Calls the delivery grains.</summary>
internal sealed class GrainDeliveryQueues(IGrainFactory grains) : IDeliveryQueues
{
    public Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command) =>
        grains.GetGrain<IDeliveryGrain>(queueKey).CommandAsync(command);

    public Task HearAsync(string queueKey, string incidentId, string key, NotificationType type) =>
        grains.GetGrain<IDeliveryGrain>(queueKey).HearAsync(incidentId, key, type);
}
