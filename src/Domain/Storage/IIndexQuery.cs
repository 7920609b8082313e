namespace Router.Domain.Storage;

/// <summary>Lists of issues and incidents.</summary>
public interface IIndexQuery
{
    /// <summary>A page of rows, the newest first by <see cref="IndexRow.CreatedAt"/>, ties by id: an order that no change of a row changes, so that paging neither skips nor repeats.</summary>
    ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default);
}
