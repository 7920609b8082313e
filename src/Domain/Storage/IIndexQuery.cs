namespace Router.Domain.Storage;

/// <summary>Lists of issues and incidents.</summary>
public interface IIndexQuery
{
    /// <summary>A page of rows, the last seen first, ties by id.</summary>
    ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default);
}
