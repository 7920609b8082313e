using Router.Api.Management;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>Lists what waits and what was given up: the store's list of queues in trouble, opened one by one.</summary>
internal sealed class DeliveryList(IIndexQuery index, IGrainStateStorage storage)
{
    /// <summary>The most queues that one page opens; a page may end there with fewer items than asked for.</summary>
    public const int MaxQueues = 200;

    /// <summary>A page; the queue with the last activity first, within it the newest first.</summary>
    public async Task<Page<DeliveryItem>> ReadAsync(DeliveryQuery query, CancellationToken cancellationToken)
    {
        var items = new List<DeliveryItem>();
        var (after, skip, opened) = (query.Queues.After, query.Skip, 0);
        while (true)
        {
            var page = await index.ListAsync(query.Queues with { After = after }, cancellationToken);
            foreach (var queue in page.Items)
            {
                var found = (await OpenAsync(queue.Key, cancellationToken)).Where(query.Matches).Skip(skip).ToList();
                var room = query.Limit - items.Count;
                items.AddRange(found.Take(room).Select(DeliveryItem.Of));
                if (found.Count > room)
                    return new(items, DeliveryQuery.WriteCursor(after, skip + room));
                skip = 0;
                after = new(queue.Row.LastSeen, queue.Key.Id);
                if (++opened >= MaxQueues && (page.Next is not null || queue != page.Items[^1]))
                    return new(items, DeliveryQuery.WriteCursor(after, 0));
            }

            if (page.Next is null)
                return new(items, null);
            if (items.Count == query.Limit)
                return new(items, DeliveryQuery.WriteCursor(after, 0));
        }
    }

    /// <summary>What a queue holds; nothing when it is gone.</summary>
    public async Task<IReadOnlyList<UndeliveredNotification>> OpenAsync(GrainKey queue, CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(queue, cancellationToken);
        return UndeliveredNotification.Of(DeliveryStore.Read(row), queue.Id[(queue.Id.IndexOf('|', StringComparison.Ordinal) + 1)..]);
    }
}
