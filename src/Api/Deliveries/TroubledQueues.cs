using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>Counts what the store's list of queues in trouble says, by sink.</summary>
internal sealed class TroubledQueues(IIndexQuery index)
{
    /// <summary>The most queues that are counted.</summary>
    public const int MaxQueues = 2000;

    private const int PageSize = 500;

    /// <summary>The counts; at least so many when <see cref="QueueCounts.IsCut"/>.</summary>
    public async Task<Dictionary<string, QueueCounts>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, QueueCounts>(StringComparer.Ordinal);
        var filter = new IndexFilter { Type = DeliveryStore.GrainType, Limit = PageSize };
        for (var read = 0; read < MaxQueues; read += PageSize)
        {
            var page = await index.ListAsync(filter, cancellationToken);
            foreach (var queue in page.Items)
            {
                var sink = queue.Row.Rule ?? "";
                var (waiting, letters, _) = counts.GetValueOrDefault(sink);
                counts[sink] = queue.Row.Status == nameof(DeliveryStatus.DeadLetter) ? new(waiting, letters + queue.Row.Count) : new(waiting + queue.Row.Count, letters);
            }

            if (page.Next is null)
                return counts;
            filter = filter with { After = page.Next };
        }

        return counts.ToDictionary(count => count.Key, count => count.Value with { IsCut = true });
    }
}
