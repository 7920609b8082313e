using Router.Domain.Routing;

namespace Router.Domain.Configuration;

/// <summary>The config in force in this process; swapped whole.</summary>
public interface ICurrentConfig
{
    /// <summary>The compiled config; read it once per decision.</summary>
    RouteTable Table { get; }

    /// <summary>
    /// Looks for a newer version now, for who was given a channel or a sink that <see cref="Table"/> doesn't know: in a cluster another host
    /// may have decided by a version that this one has yet to see. A single process always has the newest.
    /// </summary>
    ValueTask CatchUpAsync(CancellationToken cancellationToken = default) => default;
}
