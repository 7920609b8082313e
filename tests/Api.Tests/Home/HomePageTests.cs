using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Router.Api.Health;
using Router.Api.Tests.Management;

namespace Router.Api.Tests.Home;

public sealed class HomePageTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task Home_says_that_it_is_ready()
    {
        server.Readiness.Current = Readiness.Ready;

        Assert.Contains("Ready: it takes webhooks.", await server.Admin.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_encodes_why_it_is_not_ready()
    {
        server.Readiness.Current = Readiness.NotReady("<b>disk</b> full");

        Assert.Contains("Not ready: &lt;b&gt;disk&lt;/b&gt; full.", await server.Admin.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_allows_nothing_but_the_style_of_the_page()
    {
        using var response = await server.Admin.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var style = Regex.Match(html, "<style>(.*?)</style>").Groups[1].Value;

        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
