namespace Router.Api.Tests.Auth;

public sealed class ForwardedHeadersTests
{
    [Theory]
    [InlineData(null, "http 127.0.0.1")]
    [InlineData("192.0.2.1", "http 127.0.0.1")]
    [InlineData("127.0.0.1", "https 203.0.113.9")]
    [InlineData("127.0.0.0/8", "https 203.0.113.9")]
    public async Task Forwarded_headers_are_believed_only_from_a_named_proxy(string? proxy, string expected)
    {
        await using var server = await AuthServer.StartAsync(proxy is null ? [] : [("Router:ForwardedHeaders:KnownProxies:0", proxy)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/scheme");
        request.Headers.Add("X-Forwarded-For", "198.51.100.66, 203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "http, https");
        using var response = await server.Client().SendAsync(request);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }
}
