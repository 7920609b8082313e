using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Sentry.Ingress;

/// <summary>A config that a test swaps, here or at another host.</summary>
internal sealed class FakeConfig(params IntegrationConfig[] integrations) : ICurrentConfig
{
    private RouteTable? _elsewhere;

    public RouteTable Table { get; private set; } = Compile(1, integrations);

    public int Looks { get; private set; }

    /// <summary>How a look for a newer version ends; null: well.</summary>
    public Exception? LookFails { get; set; }

    /// <summary>What a look waits for.</summary>
    public Task LookWaits { get; set; } = Task.CompletedTask;

    /// <summary>Told of a look when it waits.</summary>
    public Action OnLook { get; set; } = () => { };

    public void Swap(params IntegrationConfig[] integrations) => Table = Compile(Table.Version + 1, integrations);

    /// <summary>A change that this host sees when it looks.</summary>
    public void SwapElsewhere(params IntegrationConfig[] integrations) => _elsewhere = Compile(Table.Version + 1, integrations);

    public async ValueTask CatchUpAsync(CancellationToken cancellationToken = default)
    {
        Looks++;
        var wait = LookWaits.WaitAsync(cancellationToken);
        OnLook();
        await wait;
        if (LookFails is not null)
            throw LookFails;
        Table = _elsewhere ?? Table;
    }

    private static RouteTable Compile(long version, IntegrationConfig[] integrations) =>
        new(new RouterConfig { Integrations = [.. integrations], Channels = [new ChannelConfig { Id = "web", Name = "Web" }] }, version);
}
