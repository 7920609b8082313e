using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Management;

namespace Router.Api.Tests.Auth;

public sealed class AdminKeyGuardTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Theory]
    [InlineData("/api/v1/issues")]
    [InlineData("/API/v1/issues")]
    [InlineData("/api/v1/not/there")]
    [InlineData("/metrics")]
    public async Task Guarded_path_without_a_key_is_refused(string path)
    {
        using var response = await server.Anonymous.GetAsync(path);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(401, problem["status"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("/api/v1/issues")]
    [InlineData("/metrics")]
    public async Task Guarded_path_with_the_key_is_served(string path)
    {
        using var response = await server.Admin.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Bearer " + ManagementServer.Key + "x")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic " + ManagementServer.Key)]
    [InlineData(ManagementServer.Key)]
    public async Task Other_credentials_are_refused(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await server.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain(ManagementServer.Key, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/")]
    public async Task Other_paths_need_no_key(string path)
    {
        using var response = await server.Anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
