namespace Router.Domain.Storage;

/// <summary>Walks through all grains of a store that nobody writes to, to copy it.</summary>
public interface IGrainScan
{
    /// <summary>A page of grains, in an order of the store's own; empty at the end.</summary>
    /// <param name="after">The last grain of the page before; null for the first.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask<IReadOnlyList<StoredGrain>> ReadGrainsAsync(GrainKey? after, int limit, CancellationToken cancellationToken = default);
}
