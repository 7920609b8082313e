using System.Collections.Concurrent;
using Router.Api.Deliveries;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Operations;

internal sealed class FakeDeliveryQueues : IDeliveryQueues
{
    public ConcurrentQueue<(string Queue, DeliveryCommand Command)> Asked { get; } = new();

    public Func<string, DeliveryCommandResult> Answer { get; set; } = _ => new(DeliveryCommandReason.Requeued, 1);

    public Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command)
    {
        Asked.Enqueue((queueKey, command));
        return Task.FromResult(Answer(queueKey));
    }
}
