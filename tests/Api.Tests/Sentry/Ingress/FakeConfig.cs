using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Sentry.Ingress;

/// <summary>A config that a test swaps.</summary>
internal sealed class FakeConfig(params IntegrationConfig[] integrations) : ICurrentConfig
{
    public RouteTable Table { get; private set; } = Compile(1, integrations);

    public void Swap(params IntegrationConfig[] integrations) => Table = Compile(Table.Version + 1, integrations);

    private static RouteTable Compile(long version, IntegrationConfig[] integrations) =>
        new(new RouterConfig { Integrations = [.. integrations], Channels = [new ChannelConfig { Id = "web", Name = "Web" }] }, version);
}
