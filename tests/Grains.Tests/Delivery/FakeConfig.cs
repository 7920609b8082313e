using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Grains.Tests.Delivery;

internal sealed class FakeConfig(RouterConfig config) : ICurrentConfig
{
    public RouteTable Table { get; private set; } = new(config, 1);

    /// <summary>A version that another host has and this one has yet to see.</summary>
    public RouterConfig? Newer { get; set; }

    public ValueTask CatchUpAsync(CancellationToken cancellationToken = default)
    {
        if (Newer is { } newer)
            Swap(newer);
        return default;
    }

    public void Swap(RouterConfig next) => Table = new(next, Table.Version + 1);
}
