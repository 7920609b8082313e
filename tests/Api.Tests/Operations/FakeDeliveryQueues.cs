using System.Collections.Concurrent;
using Router.Api.Deliveries;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Operations;

internal sealed class FakeDeliveryQueues : IDeliveryQueues
{
    public ConcurrentQueue<(string Queue, DeliveryCommand Command)> Asked { get; } = new();

    public Func<string, DeliveryCommandResult> Answer { get; set; } = _ => new(DeliveryCommandReason.Requeued, 1);

    public ConcurrentQueue<(string Queue, string IncidentId, string Key, NotificationType Type)> Heard { get; } = new();

    public Task HearAsync(string queueKey, string incidentId, string key, NotificationType type)
    {
        Heard.Enqueue((queueKey, incidentId, key, type));
        return Task.CompletedTask;
    }

    public Task<DeliveryCommandResult> CommandAsync(string queueKey, DeliveryCommand command)
    {
        Asked.Enqueue((queueKey, command));
        return Task.FromResult(Answer(queueKey));
    }
}
