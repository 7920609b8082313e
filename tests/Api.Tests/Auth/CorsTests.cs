using System.Net;

namespace Router.Api.Tests.Auth;

public sealed class CorsTests
{
    private const string Named = "https://tools.example.com";

    [Fact]
    public async Task No_other_site_is_allowed_by_default()
    {
        await using var server = await AuthServer.StartAsync();
        using var preflight = await PreflightAsync(server, Named);
        using var call = await CallAsync(server, Named);

        Assert.Equal(HttpStatusCode.Unauthorized, preflight.StatusCode);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(call.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Named_origin_is_allowed_without_cookies_and_others_are_not()
    {
        await using var server = await AuthServer.StartAsync(("Router:Cors:Origins:0", Named));
        using var preflight = await PreflightAsync(server, Named);
        using var call = await CallAsync(server, Named);
        using var other = await CallAsync(server, "https://evil.example");

        Assert.Equal(Named, Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("Authorization", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Equal(Named, Assert.Single(call.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(call.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(AuthServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/issues");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        return await server.Client().SendAsync(request);
    }

    private static async Task<HttpResponseMessage> CallAsync(AuthServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/issues");
        request.Headers.Add("Origin", origin);
        return await server.Client(AuthServer.Key).SendAsync(request);
    }
}
