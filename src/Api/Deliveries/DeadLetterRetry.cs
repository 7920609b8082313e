using Router.Domain;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>Retries the dead letters of one sink, some queues at a time.</summary>
internal sealed class DeadLetterRetry(IIndexQuery index, IDeliveryQueues queues, ICurrentConfig config)
{
    /// <summary>The most queues of one call; each holds at most <see cref="DeliveryPolicy.MaxDeadLetters"/>.</summary>
    public const int MaxQueues = 100;

    /// <summary>Runs it; null when the sink is not in the config.</summary>
    public async Task<RetryAllAnswer?> RunAsync(string sink, string actor, string? reason, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (config.Table.Sink(sink) is null)
            return null;
        var filter = new IndexFilter { Type = DeliveryStore.GrainType, Status = nameof(DeliveryStatus.DeadLetter), Rule = sink, Limit = MaxQueues };
        var page = await index.ListAsync(filter, cancellationToken);
        var command = new DeliveryCommand { Verb = DeliveryVerb.Retry, Actor = actor, Reason = reason, IdempotencyKey = idempotencyKey };
        var requeued = 0;
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var queue in page.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await queues.CommandAsync(queue.Key.Id, command);
            requeued += result.Taken;
            if (result.IsRefused)
                refused[SnakeCase.Of(result.Reason)] = refused.GetValueOrDefault(SnakeCase.Of(result.Reason)) + Math.Max(result.Refused, 1);
        }

        return new(sink, requeued, refused, page.Next is not null);
    }
}
