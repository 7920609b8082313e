using Router.Api.Health;

namespace Router.Api.Tests.Management;

internal sealed class FakeReadiness : IReadiness
{
    public Readiness Current { get; set; } = Readiness.Ready;
}
