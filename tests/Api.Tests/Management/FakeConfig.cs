using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Management;

/// <summary>One private integration, <c>web</c>.</summary>
internal sealed class FakeConfig : ICurrentConfig
{
    public const string Key = "push-key-of-the-web-team";

    public RouteTable Table { get; } = new(
        new()
        {
            Integrations = [new() { Id = "web", Name = "Web team", Key = Key, ClientSecrets = ["old"], Channel = "web" }],
            Channels = [new() { Id = "web", Name = "Web" }],
        },
        version: 1);
}
