using Orleans;
using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Api.Deliveries;

/// <summary>Calls the delivery grains.</summary>
internal sealed class GrainDeliveryQueues(IGrainFactory grains) : IDeliveryQueues
{
    public Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command) =>
        grains.GetGrain<IDeliveryGrain>(queueKey).CommandAsync(command);
}
