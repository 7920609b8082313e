using System.Net;

namespace Router.Api.Tests.Auth;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/signin", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/api/v1/issues", 401)]
    [InlineData("/nowhere", 401)]
    [InlineData("/fails", 500)]
    public async Task Every_answer_has_them(string path, int status)
    {
        await using var server = await AuthServer.StartAsync();
        using var response = await server.Client().GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Null(Header(response, "Strict-Transport-Security"));
        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Api_is_not_kept_by_caches()
    {
        await using var server = await AuthServer.StartAsync();
        using var response = await server.Client(AuthServer.Key).GetAsync("/api/v1/issues");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Https_is_kept_to()
    {
        await using var server = await AuthServer.StartAsync("https://router.example.com", []);
        using var response = await server.Client().GetAsync("/signin");

        Assert.Equal("max-age=31536000", Header(response, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task Provider_may_take_forms()
    {
        await using var server = await AuthServer.StartAsync(
            ("Router:Oidc:Authority", "https://login.example.com/realms/acme"), ("Router:Oidc:ClientId", "router"), ("Router:Oidc:Roles:sre", "operator"));
        using var response = await server.Client().GetAsync("/signin");

        Assert.EndsWith("form-action 'self' https://login.example.com", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_shows_nothing_of_the_inside()
    {
        await using var server = await AuthServer.StartAsync();
        using var response = await server.Client().GetAsync("/fails");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("inner reason", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;
}
