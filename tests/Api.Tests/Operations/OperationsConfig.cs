using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Operations;

/// <summary>A private and a shared integration, two sinks.</summary>
internal sealed class OperationsConfig : ICurrentConfig
{
    public RouteTable Table { get; } = new(
        new()
        {
            Integrations =
            [
                new() { Id = "web", Name = "Web team", Key = "push-key-of-the-web-team", ClientSecrets = ["secret-of-web"], Channel = "web" },
                new() { Id = "org", Name = "Org", Key = "push-key-of-the-whole-org", ClientSecrets = ["secret-of-org"], Default = ["web"], Enabled = false },
            ],
            Channels = [new() { Id = "web", Name = "Web", Sinks = ["ops", "log"] }],
            Sinks = [new ConsoleSinkConfig { Id = "ops", Events = [], Tests = true }, new ConsoleSinkConfig { Id = "log", Events = [], Tests = true }],
        },
        version: 1);
}
