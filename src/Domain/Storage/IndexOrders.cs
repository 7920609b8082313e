namespace Router.Domain.Storage;

/// <summary>What the orders of lists mean, to the last tie.</summary>
public static class IndexOrders
{
    /// <summary>The order that every store has.</summary>
    public static ImmutableArray<IndexOrder> NewestOnly { get; } = [IndexOrder.Newest];

    /// <summary>The rows come by the time when they were last seen.</summary>
    public static bool IsBySeen(this IndexOrder order) => order is IndexOrder.LatestSeen or IndexOrder.EarliestSeen;

    /// <summary>Refuses an order that a store does not have.</summary>
    /// <exception cref="NotSupportedException">It does not.</exception>
    public static void Require(this ImmutableArray<IndexOrder> orders, IndexOrder order)
    {
        if (!orders.Contains(order))
            throw new NotSupportedException($"This store has no index for the order {order}; it has {string.Join(", ", orders)}.");
    }

    /// <summary>A row's place in an order.</summary>
    public static IndexCursor CursorOf(this IndexOrder order, IndexedGrain row) =>
        new(row.Row.CreatedAt ?? row.Row.FirstSeen, row.Key.Id, order.IsBySeen() ? row.Row.LastSeen : null);

    /// <summary>Compares two rows: less than 0 when the first comes before. Ties go by when they came into the list, then by id.</summary>
    public static int Compare(this IndexOrder order, IndexedGrain one, IndexedGrain other)
    {
        var (a, b) = (order.CursorOf(one), order.CursorOf(other));
        var newest = b.CreatedAt.CompareTo(a.CreatedAt) is var created && created != 0 ? created : string.CompareOrdinal(a.Id, b.Id);
        return order switch
        {
            IndexOrder.Newest => newest,
            IndexOrder.Oldest => -newest,
            IndexOrder.EarliestSeen => Nullable.Compare(a.SeenAt, b.SeenAt) is var seen && seen != 0 ? seen : newest,
            IndexOrder.LatestSeen => Nullable.Compare(b.SeenAt, a.SeenAt) is var seen && seen != 0 ? seen : -newest,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
        };
    }
}
