namespace Router.Domain.Storage;

/// <summary>Lists of issues and incidents.</summary>
public interface IIndexQuery
{
    /// <summary>The orders that this store has an index for; <see cref="IndexOrder.Newest"/> always.</summary>
    ImmutableArray<IndexOrder> Orders => IndexOrders.NewestOnly;

    /// <summary>
    /// A page of rows in the order asked for, ties by id. <see cref="IndexOrder.Newest"/> goes by <see cref="IndexRow.CreatedAt"/>: an order that no change
    /// of a row changes, so that paging neither skips nor repeats.
    /// </summary>
    /// <exception cref="NotSupportedException">The order is none of <see cref="Orders"/>.</exception>
    ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default);
}
