using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text.Json;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

public sealed class SecurityTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Keys_and_their_audit_outlive_a_crash()
    {
        string key;
        await using (var router = await RouterProcess.StartReadyAsync(Options()))
        {
            key = (await CreateKeyAsync(router, "viewer")).GetProperty("key").GetString()!;
            await router.KillAsync();
        }

        await using var again = await RouterProcess.StartReadyAsync(Options());
        using var viewer = new ManagementClient(again.Url, key);
        using var admin = await ManagementClient.OfAsync(again);

        Assert.Equal(200, (await viewer.GetAsync("api/v1/issues")).Status);
        Assert.Equal(403, (await viewer.GetAsync("api/v1/keys")).Status);
        Assert.Equal(["access_refused", "key_created", "config_changed"], (await admin.ListAsync("api/v1/audit")).Select(item => item.GetProperty("action").GetString()));
        Assert.DoesNotContain(key, string.Join('\n', again.Output.Snapshot()), StringComparison.Ordinal);
    }

    [Fact, SupportedOSPlatform("linux")]
    public async Task Session_outlives_a_restart_and_its_keys_are_the_owners_alone()
    {
        var options = Options();
        var cookies = new CookieContainer();
        await using (var router = await RouterProcess.StartReadyAsync(options))
        {
            await SignInAsync(router, cookies);
            await router.StopAsync(Bound);
        }

        await using var again = await RouterProcess.StartReadyAsync(options);
        using var browser = Browser(again, cookies);
        using var session = await browser.GetAsync(new Uri("api/v1/session", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, session.StatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(options.DataDirectory, "session-keys")));
    }

    [Fact]
    public async Task Answers_carry_the_security_headers_and_name_no_server()
    {
        await using var router = await RouterProcess.StartReadyAsync(Options());
        using var browser = Browser(router, new());
        using var response = await browser.GetAsync(new Uri("signin", UriKind.Relative));

        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Wrong_setting_stops_the_start_and_is_named()
    {
        var options = Options() with { Environment = new Dictionary<string, string> { ["Router__Oidc__Authority"] = "https://login.example.com", ["Router__Oidc__ClientSecret"] = "not-to-be-shown" } };
        await using var router = RouterProcess.Start(options);

        Assert.Equal(1, await router.ExitAsync(Bound));
        Assert.Contains(router.Output.Snapshot(), line => line.StartsWith("router: Router:Oidc:ClientId", StringComparison.Ordinal));
        Assert.DoesNotContain(router.Output.Snapshot(), line => line.Contains("not-to-be-shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_keys_are_logged_once_each_and_without_the_key()
    {
        await using var router = await RouterProcess.StartReadyAsync(Options());
        using var wrong = new ManagementClient(router.Url, "a-mistyped-secret");
        using var nobody = new ManagementClient(router.Url, key: null);
        await nobody.GetAsync("api/v1/issues");
        await wrong.GetAsync("api/v1/issues");

        await router.Output.FirstAsync(line => line.Contains("Refused a caller from 127.0.0.1: unknown_key", StringComparison.Ordinal), "the log line", Bound);

        Assert.Single(router.Output.Snapshot(), line => line.Contains("Refused a caller", StringComparison.Ordinal));
        Assert.DoesNotContain(router.Output.Snapshot(), line => line.Contains("a-mistyped-secret", StringComparison.Ordinal) || line.Contains("was challenged", StringComparison.Ordinal));
    }

    private RouterOptions Options() => new() { DataDirectory = _directory.File("data") };

    private static async Task<JsonElement> CreateKeyAsync(RouterProcess router, string role)
    {
        using var http = Browser(router, new());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await router.AdminKeyAsync());
        using var response = await http.PostAsync(new Uri("api/v1/keys", UriKind.Relative), new StringContent($$"""{"name":"somebody","role":"{{role}}"}""", new MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task SignInAsync(RouterProcess router, CookieContainer cookies)
    {
        using var browser = Browser(router, cookies);
        var page = await browser.GetStringAsync(new Uri("signin", UriKind.Relative));
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("key", await router.AdminKeyAsync())]);
        using var response = await browser.PostAsync(new Uri("signin", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    private static HttpClient Browser(RouterProcess router, CookieContainer cookies) =>
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = router.Url };
}
