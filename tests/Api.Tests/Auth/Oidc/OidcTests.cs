using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Router.Api.Tests.Auth.Oidc;

/// <summary>The whole code flow over HTTP, from the sign-in page to the session, against a provider that is not ours.</summary>
public sealed class OidcTests
{
    private const string Callback = "/signin/oidc";

    [OidcFact]
    public async Task Person_with_a_mapped_role_gets_a_session()
    {
        await using var flow = await Flow.StartAsync();

        using var response = await flow.SignInAsync("ann", "/?tab=1");

        Assert.Equal("/?tab=1", flow.Browser.Visited[^1].PathAndQuery);
        Assert.Equal(("ann@example.com (ann)", "operator"), await flow.SessionAsync());
    }

    [OidcFact]
    public async Task Highest_of_several_roles_counts()
    {
        await using var flow = await Flow.StartAsync();

        using var response = await flow.SignInAsync("carl");

        Assert.Equal(("carl@example.com (carl)", "admin"), await flow.SessionAsync());
    }

    [OidcFact]
    public async Task Role_may_be_a_single_text()
    {
        await using var flow = await Flow.StartAsync();

        using var response = await flow.SignInAsync("dora");

        Assert.Equal(("dora@example.com (dora)", "viewer"), await flow.SessionAsync());
    }

    [OidcFact]
    public async Task Person_without_a_mapped_role_is_refused_and_audited()
    {
        await using var flow = await Flow.StartAsync();

        using var response = await flow.SignInAsync("bob");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("bob@example.com (bob) has no role", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await flow.AssertNoSessionAsync("no_role", "bob@example.com (bob)");
    }

    [OidcFact]
    public async Task Request_is_pushed_to_the_provider_so_that_the_browser_can_not_change_it()
    {
        await using var flow = await Flow.StartAsync();

        using var response = await flow.Browser.GetAsync("/signin/provider");

        Assert.Equal(["client_id", "request_uri"], QueryHelpers.ParseQuery(response.Headers.Location!.Query).Keys.Order());
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [OidcFact]
    public async Task Redirect_uri_that_the_provider_does_not_know_is_a_503_page()
    {
        await using var flow = await Flow.StartAsync("https://router.example.com");

        using var response = await flow.Browser.GetAsync("/signin/provider");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("redirect_uri", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [OidcFact]
    public async Task Tampered_state_is_refused()
    {
        await using var flow = await Flow.StartAsync();
        var callback = await flow.CallbackAsync("ann");
        var query = HttpUtility.ParseQueryString(callback.Query);
        query["state"] = query["state"]![..^6] + "AAAAAA";

        using var response = await flow.Browser.GetAsync($"{Callback}?{query}");

        await flow.AssertRefusedAsync(response);
    }

    [OidcFact]
    public async Task Answer_without_state_is_refused()
    {
        await using var flow = await Flow.StartAsync();
        var query = HttpUtility.ParseQueryString((await flow.CallbackAsync("ann")).Query);
        query.Remove("state");

        using var response = await flow.Browser.GetAsync($"{Callback}?{query}");

        await flow.AssertRefusedAsync(response);
    }

    [OidcFact]
    public async Task Answer_for_another_browser_is_refused()
    {
        await using var flow = await Flow.StartAsync();
        var callback = await flow.CallbackAsync("ann");
        using var victim = new Browser(flow.Server.Address);

        using var response = await victim.GetAsync(callback.ToString());

        await flow.AssertRefusedAsync(response);
        Assert.DoesNotContain(victim.Cookies.GetAllCookies(), cookie => cookie.Name == "router-session");
    }

    [OidcFact]
    public async Task Forged_code_is_refused()
    {
        await using var flow = await Flow.StartAsync();
        var query = HttpUtility.ParseQueryString((await flow.CallbackAsync("ann")).Query);
        query["code"] = new string('a', query["code"]!.Length);

        using var response = await flow.Browser.GetAsync($"{Callback}?{query}");

        await flow.AssertRefusedAsync(response);
    }

    [OidcFact]
    public async Task Answer_is_taken_once()
    {
        await using var flow = await Flow.StartAsync();
        var callback = await flow.CallbackAsync("ann");
        using var first = await flow.Browser.GetAsync(callback.ToString());
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var second = await flow.Browser.GetAsync(callback.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [OidcFact]
    public async Task Person_who_turns_back_at_the_provider_is_told()
    {
        await using var flow = await Flow.StartAsync();
        using var login = await flow.Browser.FollowAsync(await flow.Browser.GetAsync("/signin/provider"));
        var abort = (await login.Content.ReadAsStringAsync()).Split("href=\"").Select(part => part.Split('"')[0]).First(link => link.EndsWith("/abort", StringComparison.Ordinal));
        using var turned = await flow.Browser.FollowAsync(await flow.Browser.GetAsync(new Uri(login.RequestMessage!.RequestUri!, abort).ToString()), url => url.AbsolutePath == Callback);
        var query = HttpUtility.ParseQueryString(turned.Headers.Location!.Query);
        query["error_description"] = "<script>alert(1)</script>";

        using var response = await flow.Browser.GetAsync($"{Callback}?{query}");

        Assert.Equal("access_denied", query["error"]);
        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        await flow.AssertRefusedAsync(response);
    }

    [Fact]
    public async Task Provider_that_does_not_answer_is_a_503_page()
    {
        await using var server = await AuthServer.StartAsync(Flow.Settings(new("http://127.0.0.1:9")));
        using var browser = new Browser(server.Address);

        using var response = await browser.GetAsync("/signin/provider");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_way_to_one()
    {
        await using var server = await AuthServer.StartAsync();
        using var provider = await server.Client(AuthServer.Key).GetAsync("/signin/provider");
        using var callback = await server.Client(AuthServer.Key).GetAsync(Callback);

        Assert.Equal(HttpStatusCode.NotFound, provider.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, callback.StatusCode);
        Assert.DoesNotContain("/signin/provider", await server.Client().GetStringAsync("/signin"), StringComparison.Ordinal);
    }

    /// <summary>A provider, a router that trusts it, and a browser.</summary>
    private sealed class Flow(OidcProvider provider, AuthServer server) : IAsyncDisposable
    {
        public AuthServer Server => server;

        public Browser Browser { get; } = new(server.Address);

        public static async Task<Flow> StartAsync(string? publicUrl = null)
        {
            var provider = await OidcProvider.StartAsync();
            var server = await AuthServer.StartAsync(publicUrl, Settings(provider.Authority));
            await provider.ServeAsync(server.Address.GetLeftPart(UriPartial.Authority) + Callback);
            return new(provider, server);
        }

        public static (string Key, string Value)[] Settings(Uri authority) =>
        [
            ("Router:Oidc:Authority", authority.ToString()),
            ("Router:Oidc:ClientId", "router"),
            ("Router:Oidc:ClientSecret", OidcProvider.ClientSecret),
            ("Router:Oidc:RequireHttpsMetadata", "false"),
            ("Router:Oidc:Roles:sre", "operator"),
            ("Router:Oidc:Roles:support", "viewer"),
            ("Router:Oidc:Roles:Platform Admins", "admin"),
        ];

        /// <summary>From the link on the sign-in page to where the router leads in the end.</summary>
        public async Task<HttpResponseMessage> SignInAsync(string person, string returnUrl = "/") => await Browser.FollowAsync(await Browser.GetAsync((await CallbackAsync(person, returnUrl)).ToString()));

        /// <summary>As far as the URL that the provider sends the browser back to.</summary>
        public async Task<Uri> CallbackAsync(string person, string returnUrl = "/")
        {
            using var page = await Browser.GetAsync($"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}");
            var html = await page.Content.ReadAsStringAsync();
            var link = WebUtility.HtmlDecode(html.Split("<a class=\"button\" href=\"")[1].Split('"')[0]);
            using var login = await Browser.FollowAsync(await Browser.GetAsync(link));
            using var consent = await Browser.FollowAsync(await Browser.SubmitAsync(login, ("login", person), ("password", "any")));
            using var done = await Browser.FollowAsync(await Browser.SubmitAsync(consent), url => url.AbsolutePath == Callback);
            return done.Headers.Location!;
        }

        public async Task<(string Name, string Role)> SessionAsync()
        {
            var session = await Browser.SessionAsync();
            return (session["name"]!.GetValue<string>(), session["role"]!.GetValue<string>());
        }

        public async Task AssertRefusedAsync(HttpResponseMessage response)
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("Exception", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await AssertNoSessionAsync("provider_answer", null);
        }

        public async Task AssertNoSessionAsync(string reason, string? actor)
        {
            Assert.DoesNotContain(Browser.Cookies.GetAllCookies(), cookie => cookie.Name == "router-session");
            var failure = JsonNode.Parse(await server.Client(AuthServer.Key).GetStringAsync("/api/v1/audit"))!["items"]![0]!;
            Assert.Equal(("access_refused", reason, actor), (failure["action"]!.GetValue<string>(), failure["reason"]!.GetValue<string>(), failure["actor"]?.GetValue<string>()));
        }

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await server.DisposeAsync();
            await provider.DisposeAsync();
        }
    }
}
