using Router.Domain.Routing;

namespace Router.Domain.Configuration;

/// <summary>Every config that was in force.</summary>
public interface IConfigHistory
{
    /// <summary>A version, or null when there is none of that number.</summary>
    ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default);

    /// <summary>A version compiled, to decide again what it decided then; null when there is none of that number. References that can't be resolved any more stand as empty values.</summary>
    ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken = default);

    /// <summary>Versions below <paramref name="before"/>, the newest first.</summary>
    ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(long before, int limit, CancellationToken cancellationToken = default);
}
