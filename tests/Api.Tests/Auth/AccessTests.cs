using System.Net;
using System.Text.Json.Nodes;

namespace Router.Api.Tests.Auth;

public sealed class AccessTests : IAsyncLifetime
{
    private AuthServer _server = null!;

    public async Task InitializeAsync() => _server = await AuthServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/v1/issues")]
    [InlineData("GET", "/API/v1/issues")]
    [InlineData("GET", "/api/v1/undeclared")]
    [InlineData("GET", "/api/v1/not/there")]
    [InlineData("GET", "/api/v1//issues")]
    [InlineData("GET", "/api/v1/../v1/issues")]
    [InlineData("GET", "/api/v1/keys")]
    [InlineData("POST", "/api/v1/keys")]
    [InlineData("DELETE", "/api/v1/issues")]
    [InlineData("OPTIONS", "/api/v1/issues")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/Metrics")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/dashboard")]
    public async Task Everything_is_closed_without_a_key(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await _server.Client().SendAsync(request);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(401, problem["status"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/signin")]
    public async Task Health_and_the_sign_in_page_are_open(string path)
    {
        using var response = await _server.Client().GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Bearer " + AuthServer.Key + "x")]
    [InlineData("Basic " + AuthServer.Key)]
    [InlineData(AuthServer.Key)]
    [InlineData("Bearer rk_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer rk_'; drop table grains; --")]
    public async Task Other_credentials_are_refused_and_not_repeated(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await _server.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain(authorization.Split(' ', 2)[^1], await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task Scheme_without_a_key_is_refused(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await _server.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("viewer", 200, 403, 403)]
    [InlineData("operator", 200, 200, 403)]
    [InlineData("admin", 200, 200, 200)]
    public async Task Role_includes_the_ones_before_and_no_more(string role, int see, int act, int administer)
    {
        var client = _server.Client((await _server.NewKeyAsync(role)).Text);

        Assert.Equal(see, await StatusAsync(client, "GET", "/api/v1/issues"));
        Assert.Equal(see, await StatusAsync(client, "GET", "/api/v1/undeclared"));
        Assert.Equal(see, await StatusAsync(client, "GET", "/api/v1/rejected"));
        Assert.Equal(see, await StatusAsync(client, "GET", "/metrics"));
        Assert.Equal(act, await StatusAsync(client, "POST", "/api/v1/act"));
        Assert.Equal(administer, await StatusAsync(client, "GET", "/api/v1/keys"));
        Assert.Equal(administer, await StatusAsync(client, "GET", "/api/v1/audit"));
        Assert.Equal(administer, await StatusAsync(client, "GET", "/api/v1/integrations/web/push-url"));
    }

    [Fact]
    public async Task Role_that_is_not_enough_is_a_403_that_names_the_needed_one()
    {
        var client = _server.Client((await _server.NewKeyAsync("viewer")).Text);
        using var response = await client.PostAsync("/api/v1/act", null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("operator", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actor_is_the_name_of_the_key()
    {
        using var admin = await _server.Client(AuthServer.Key).PostAsync("/api/v1/act", null);
        using var named = await _server.Client((await _server.NewKeyAsync("operator", "on-call bot")).Text).PostAsync("/api/v1/act", null);

        Assert.Equal("admin", await admin.Content.ReadAsStringAsync());
        Assert.Equal("on-call bot", await named.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Browser_that_opens_a_page_is_sent_to_sign_in_and_back()
    {
        using var browser = new Browser(_server.Address);
        using var response = await browser.GetAsync("/?tab=1");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/signin?returnUrl=%2F%3Ftab%3D1", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/api/v1/issues")]
    [InlineData("/metrics")]
    public async Task Browser_that_opens_the_api_is_refused_and_not_sent_elsewhere(string path)
    {
        using var browser = new Browser(_server.Address);
        using var response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Webhook_passes_none_of_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/sentry/no-such-key") { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer wrong");
        using var response = await _server.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.False(response.Headers.Contains("Content-Security-Policy"));
        Assert.Empty(JsonNode.Parse(await _server.Client(AuthServer.Key).GetStringAsync("/api/v1/audit"))!["items"]!.AsArray());
    }

    private static async Task<int> StatusAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
