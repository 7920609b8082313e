using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Grains.Tests.Delivery;

internal sealed class FakeConfig(RouterConfig config) : ICurrentConfig
{
    public RouteTable Table { get; private set; } = new(config, 1);

    public void Swap(RouterConfig next) => Table = new(next, Table.Version + 1);
}
