using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Auth.Failures;

namespace Router.Api.Tests.Auth;

public sealed class AuthFailuresTests : IAsyncLifetime, IDisposable
{
    private readonly RecordingLogs _logs = new();
    private AuthServer _server = null!;

    public async Task InitializeAsync() => _server = await AuthServer.StartAsync(null, [], _logs.AddTo);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Wrong_keys_beyond_the_limit_are_429_with_retry_after_and_right_ones_pass()
    {
        var wrong = _server.Client("wrong");
        for (var i = 0; i < AuthFailures.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(wrong));

        using var limited = await wrong.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_server.Client(AuthServer.Key)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_server.Client((await _server.NewKeyAsync()).Text)));
        Assert.Equal(AuthFailures.PerMinute, (await AuditAsync()).Count(item => item!["action"]!.GetValue<string>() == "access_refused"));
    }

    [Fact]
    public async Task Sign_ins_count_towards_the_same_limit()
    {
        var wrong = _server.Client("wrong");
        for (var i = 0; i < AuthFailures.PerMinute; i++)
            await StatusAsync(wrong);
        using var browser = new Browser(_server.Address);

        using var limited = await browser.SignInAsync("wrong");
        using var right = await browser.SignInAsync(AuthServer.Key);

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
    }

    [Fact]
    public async Task Calls_without_a_key_are_no_failures()
    {
        for (var i = 0; i <= AuthFailures.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(_server.Client()));

        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Failure_is_audited_and_logged_with_its_reason_and_without_the_key()
    {
        await StatusAsync(_server.Client("a-secret-that-was-mistyped"));
        var (_, viewer) = await _server.NewKeyAsync("viewer", "ann");
        using var denied = await _server.Client(viewer).GetAsync("/api/v1/keys");

        var refused = (await AuditAsync()).Where(item => item!["action"]!.GetValue<string>() == "access_refused").ToList();

        Assert.Equal(["access_denied", "unknown_key"], refused.Select(item => item!["reason"]!.GetValue<string>()));
        Assert.Equal("ann", refused[0]!["actor"]!.GetValue<string>());
        Assert.Equal("127.0.0.1", refused[1]!["subject"]!.GetValue<string>());
        Assert.Single(_logs.Lines, line => line.TrimEnd().EndsWith("Refused a caller from 127.0.0.1: unknown_key", StringComparison.Ordinal));
        Assert.Single(_logs.Lines, line => line.TrimEnd().EndsWith("Refused ann from 127.0.0.1: access_denied", StringComparison.Ordinal));
        Assert.DoesNotContain(_logs.Lines, line => line.Contains("mistyped", StringComparison.Ordinal) || line.Contains(viewer[16..], StringComparison.Ordinal) || line.Contains(AuthServer.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failures_and_sign_ins_are_counted()
    {
        using var metrics = new AuthMeasurements(_server.Services);
        var wrong = _server.Client("wrong");
        for (var i = 0; i < AuthFailures.PerMinute + 2; i++)
            await StatusAsync(wrong);
        using var browser = new Browser(_server.Address);
        using var signIn = await browser.SignInAsync(AuthServer.Key);

        Assert.Equal(AuthFailures.PerMinute, metrics.Sum("router_auth_failures", ("reason", "unknown_key"), ("limited", false)));
        Assert.Equal(2, metrics.Sum("router_auth_failures", ("reason", "unknown_key"), ("limited", true)));
        Assert.Equal(1, metrics.Sum("router_auth_sign_ins", ("method", "key")));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void Address_counts_as_one(string address, string partition) => Assert.Equal(partition, AddressPartition.Of(IPAddress.Parse(address)));

    private async Task<JsonArray> AuditAsync() =>
        JsonNode.Parse(await _server.Client(AuthServer.Key).GetStringAsync("/api/v1/audit"))!["items"]!.AsArray();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/metrics");
        return response.StatusCode;
    }
}
