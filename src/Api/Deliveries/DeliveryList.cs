using Router.Api.Management;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>Lists what waits and what was given up: the store's list of queues in trouble, opened one by one.</summary>
internal sealed class DeliveryList(IIndexQuery index, IGrainStateStorage storage)
{
    /// <summary>The most queues that one page opens; a page may end there with fewer items than asked for.</summary>
    public const int MaxQueues = 200;

    /// <summary>A page: queue by queue as the store lists them, within each the newest first.</summary>
    public async Task<Page<DeliveryItem>> ReadAsync(DeliveryQuery query, CancellationToken cancellationToken)
    {
        var items = new List<DeliveryItem>();
        var (after, skip, opened) = (query.Queues.After, query.Skip, 0);
        while (true)
        {
            var page = await index.ListAsync(query.Queues with { After = after }, cancellationToken);
            for (var at = 0; at < page.Items.Count; at++, opened++)
            {
                var found = (await OpenAsync(page.Items[at].Key, cancellationToken)).Where(query.Matches).Skip(skip).ToList();
                var room = opened < MaxQueues ? query.Limit - items.Count : 0;
                items.AddRange(found.Take(room).Select(DeliveryItem.Of));
                if (found.Count > room || opened >= MaxQueues)
                    return new(items, DeliveryQuery.WriteCursor(await AfterAsync(query.Queues, after, at, cancellationToken), skip + room));
                skip = 0;
            }

            if (page.Next is null || items.Count == query.Limit)
                return new(items, page.Next is { } next ? DeliveryQuery.WriteCursor(next, 0) : null);
            after = page.Next;
        }
    }

    /// <summary>What a queue holds; nothing when it is gone.</summary>
    public async Task<IReadOnlyList<UndeliveredNotification>> OpenAsync(GrainKey queue, CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(queue, cancellationToken);
        return UndeliveredNotification.Of(DeliveryStore.Read(row), queue.Id[(queue.Id.IndexOf('|', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>The place after so many queues of a page.</summary>
    private async Task<IndexCursor?> AfterAsync(IndexFilter queues, IndexCursor? after, int count, CancellationToken cancellationToken) =>
        count == 0 ? after : (await index.ListAsync(queues with { After = after, Limit = count }, cancellationToken)).Next ?? after;
}
