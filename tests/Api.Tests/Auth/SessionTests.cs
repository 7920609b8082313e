using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Auth.Browser;

namespace Router.Api.Tests.Auth;

public sealed class SessionTests : IAsyncLifetime, IDisposable
{
    private AuthServer _server = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _server = await AuthServer.StartAsync();
        _browser = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Key_begins_a_session_with_its_name_and_role()
    {
        using var response = await _browser.SignInAsync((await _server.NewKeyAsync("operator", "ann")).Text, "/?tab=1");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/?tab=1", response.Headers.Location!.ToString());
        var session = await _browser.SessionAsync();
        Assert.Equal(("ann", "operator"), (session["name"]!.GetValue<string>(), session["role"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Session_cookie_is_http_only_and_lax_and_holds_no_key()
    {
        using var response = await _browser.SignInAsync(AuthServer.Key);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("router-session=", StringComparison.Ordinal));

        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(AuthServer.Key, WebUtility.UrlDecode(cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_makes_every_cookie_secure_and_bound_to_the_host()
    {
        await using var server = await AuthServer.StartAsync("https://router.example.com", []);
        using var response = await server.Client().GetAsync("/signin");
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));

        Assert.StartsWith("__Host-router-antiforgery=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Wrong_key_begins_no_session()
    {
        using var response = await _browser.SignInAsync("wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("role=\"alert\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(_browser.Cookies.GetAllCookies(), cookie => cookie.Name == "router-session");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Sign_in_leads_nowhere_else(string returnUrl)
    {
        using var response = await _browser.SignInAsync(AuthServer.Key, returnUrl);

        Assert.Equal("/", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Page_encodes_what_it_repeats()
    {
        using var response = await _browser.GetAsync($"/signin?returnUrl={Uri.EscapeDataString("/\"><script>alert(1)</script>")}");
        var html = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&quot;&gt;&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_encodes_the_name_of_who_is_signed_in()
    {
        using var signIn = await _browser.SignInAsync((await _server.NewKeyAsync(name: "<b>bold</b>")).Text);
        using var response = await _browser.GetAsync("/signin");

        Assert.Contains("&lt;b&gt;bold&lt;/b&gt;", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_from_another_site_is_refused()
    {
        using var response = await _browser.SendAsync(HttpMethod.Post, "/signin", new FormUrlEncodedContent([KeyValuePair.Create("key", AuthServer.Key)]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(_browser.Cookies.GetAllCookies(), cookie => cookie.Name == "router-session");
    }

    [Fact]
    public async Task Form_is_bounded_and_a_form()
    {
        using var json = await _browser.SendAsync(HttpMethod.Post, "/signin", new StringContent("{}"));
        using var large = await _browser.SendAsync(HttpMethod.Post, "/signin", new FormUrlEncodedContent([KeyValuePair.Create("key", new string('x', 20_000))]));

        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
    }

    [Fact]
    public async Task Unsafe_call_of_a_session_needs_the_token()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);
        var token = (await _browser.SessionAsync())["antiforgeryToken"]!.GetValue<string>();

        using var without = await _browser.SendAsync(HttpMethod.Post, "/api/v1/act");
        using var wrong = await _browser.SendAsync(HttpMethod.Post, "/api/v1/act", null, (SessionCookies.AntiforgeryHeader, token[..^4] + "AAAA"));
        using var with = await _browser.SendAsync(HttpMethod.Post, "/api/v1/act", null, (SessionCookies.AntiforgeryHeader, token));

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task Token_of_one_caller_is_no_good_for_another()
    {
        using var admin = await _browser.SignInAsync(AuthServer.Key);
        var token = (await _browser.SessionAsync())["antiforgeryToken"]!.GetValue<string>();
        using var other = new Browser(_server.Address);
        using var signIn = await other.SignInAsync((await _server.NewKeyAsync("operator")).Text);
        await other.SessionAsync();

        using var response = await other.SendAsync(HttpMethod.Post, "/api/v1/act", null, (SessionCookies.AntiforgeryHeader, token));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Call_with_a_key_needs_no_token()
    {
        using var response = await _server.Client(AuthServer.Key).PostAsync("/api/v1/act", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(JsonNode.Parse(await _server.Client(AuthServer.Key).GetStringAsync("/api/v1/session"))!["antiforgeryToken"]);
    }

    [Fact]
    public async Task Hub_takes_a_session_only_from_its_own_pages()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);

        using var own = await _browser.SendAsync(HttpMethod.Post, "/hub", null, ("Origin", _server.Address.GetLeftPart(UriPartial.Authority)));
        using var none = await _browser.SendAsync(HttpMethod.Post, "/hub");
        using var other = await _browser.SendAsync(HttpMethod.Post, "/hub", null, ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);
        using var page = await _browser.GetAsync("/signin");

        using var response = await _browser.SubmitAsync(page);

        Assert.Equal("/signin", response.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, await SessionStatusAsync());
    }

    [Fact]
    public async Task Sign_out_from_another_site_changes_nothing()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);

        using var response = await _browser.SendAsync(HttpMethod.Post, "/signout");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SessionStatusAsync());
    }

    [Fact]
    public async Task Session_ends_with_its_key()
    {
        var (id, text) = await _server.NewKeyAsync();
        using var signIn = await _browser.SignInAsync(text);
        Assert.Equal(HttpStatusCode.OK, await SessionStatusAsync());

        using var revoked = await _server.Client(AuthServer.Key).DeleteAsync($"/api/v1/keys/{id}");

        Assert.Equal(HttpStatusCode.Unauthorized, await SessionStatusAsync());
    }

    [Fact]
    public async Task Session_ends_when_it_is_not_used()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);
        _server.Time.Advance(SessionCookies.IdleLife + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await SessionStatusAsync());
    }

    [Fact]
    public async Task Session_that_is_used_goes_on_until_its_longest_life()
    {
        using var signIn = await _browser.SignInAsync(AuthServer.Key);
        var step = SessionCookies.IdleLife * 0.75;
        for (var age = step; age < SessionCookies.LongestLife; age += step)
        {
            _server.Time.Advance(step);
            Assert.Equal(HttpStatusCode.OK, await SessionStatusAsync());
        }

        _server.Time.Advance(step);
        Assert.Equal(HttpStatusCode.Unauthorized, await SessionStatusAsync());
    }

    [Fact]
    public async Task Forged_cookie_is_no_session()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        request.Headers.Add("Cookie", "router-session=CfDJ8AAAA");
        using var response = await _server.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Role_of_a_session_is_that_of_its_key()
    {
        using var signIn = await _browser.SignInAsync((await _server.NewKeyAsync("viewer")).Text);
        using var response = await _browser.GetAsync("/api/v1/keys");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<HttpStatusCode> SessionStatusAsync()
    {
        using var response = await _browser.GetAsync("/api/v1/session");
        return response.StatusCode;
    }
}
