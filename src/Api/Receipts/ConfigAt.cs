using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Receipts;

/// <summary>The config at a version: the current one, or one of the history, where there is a history.</summary>
internal sealed class ConfigAt(ICurrentConfig current, IConfigHistory? history = null)
{
    /// <summary>A version compiled; null when it isn't known any more.</summary>
    public async ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken)
    {
        var table = current.Table;
        if (table.Version == version)
            return table;
        return history is null ? null : await history.TableAsync(version, cancellationToken);
    }

    /// <summary>Who put a version in force; null when it isn't known any more.</summary>
    public async ValueTask<ConfigRevision?> RevisionAsync(long version, CancellationToken cancellationToken) =>
        history is null ? null : await history.FindAsync(version, cancellationToken);
}
