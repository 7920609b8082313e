using System.Net;
using Router.Api.Health;
using Router.Api.Tests.Management;

namespace Router.Api.Tests.Health;

public sealed class HealthEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task Live_is_200_even_when_not_ready()
    {
        server.Readiness.Current = Readiness.NotReady("the store replays its journal");

        Assert.Equal("""{"status":"live"}""", await server.Anonymous.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task Ready_is_200_when_ready()
    {
        server.Readiness.Current = Readiness.Ready;

        Assert.Equal("""{"status":"ready"}""", await server.Anonymous.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Ready_is_503_with_the_reason_when_not()
    {
        server.Readiness.Current = Readiness.NotReady("the store replays its journal");

        using var response = await server.Anonymous.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("""{"status":"not_ready","reason":"the store replays its journal"}""", await response.Content.ReadAsStringAsync());
    }
}
