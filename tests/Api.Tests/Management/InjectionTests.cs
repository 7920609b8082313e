using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Issues;
using Router.Storage.Sqlite;

namespace Router.Api.Tests.Management;

/// <summary>Hostile values at the edge, over a real store.</summary>
public sealed class InjectionTests(ManagementServer server) : IClassFixture<ManagementServer>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("router-injection-");
    private SqliteStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(new() { Directory = Path.Combine(_folder.FullName, "data") }, new IssueReplay(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        server.Index.Answer = filter => _store.ListAsync(filter).AsTask().GetAwaiter().GetResult();
        var alerts = new StoredAlerts(_store);
        await alerts.TriggerAsync("1", "disk 100% full");
        await alerts.TriggerAsync("2", "disk 1000 full");
        await alerts.TriggerAsync("3", "<script>alert('x')</script> under_score");
        await alerts.TriggerAsync("4", "under-score");
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("q", "' or 1=1 --", 0)]
    [InlineData("q", "'; drop table list; --", 0)]
    [InlineData("q", "\" or \"\"=\"", 0)]
    [InlineData("q", "x') union select data from grains --", 0)]
    [InlineData("q", "%", 1)]
    [InlineData("q", "100%", 1)]
    [InlineData("q", "100_", 0)]
    [InlineData("q", "_", 1)]
    [InlineData("q", "*", 0)]
    [InlineData("q", "\\", 0)]
    [InlineData("q", "\0", 0)]
    [InlineData("q", "<script>", 1)]
    [InlineData("q", "disk", 2)]
    [InlineData("project", "shop' or 'a'='a", 0)]
    [InlineData("project", "%", 0)]
    [InlineData("project", "shop", 4)]
    [InlineData("channel", "we_", 0)]
    [InlineData("channel", "web\n", 0)]
    [InlineData("rule", "New errors'--", 0)]
    [InlineData("environment", "' or 1=1 --", 0)]
    public async Task A_filter_is_only_ever_a_value(string field, string value, int found)
    {
        foreach (var list in (string[])["issues", "incidents"])
        {
            var page = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/{list}?{field}={Uri.EscapeDataString(value)}"))!;
            Assert.Equal(found, page["items"]!.AsArray().Count);
        }

        Assert.Equal(4, JsonNode.Parse(await server.Admin.GetStringAsync("/api/v1/issues"))!["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("1' or 1=1 --")]
    [InlineData("639029390450000000|x' or 1=1 --")]
    [InlineData("-1|a")]
    [InlineData("99999999999999999999|a")]
    public async Task A_forged_cursor_is_a_place_or_a_400(string cursor)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(cursor)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var response = await server.Admin.GetAsync($"/api/v1/issues?cursor={text}");

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.OK, response.StatusCode.ToString());
    }

    [Fact]
    public async Task Markup_is_answered_as_json_only()
    {
        using var response = await server.Admin.GetAsync("/api/v1/issues?q=%3Cscript%3E");
        using var problem = await server.Admin.GetAsync("/api/v1/issues?status=%3Cscript%3E");

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("status", JsonNode.Parse(await problem.Content.ReadAsStringAsync())!["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET /api/v1/issues?q=%0d%0aSet-Cookie:%20a=b")]
    [InlineData("GET /api/v1/issues/x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("GET /api/v1/incidents/x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("POST /api/v1/issues/web%7Cissue%7C1%0d%0aSet-Cookie:%20a=b/resolve")]
    public async Task A_line_break_in_a_value_starts_no_header(string request)
    {
        var answer = await RawAsync($"{request} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {ManagementServer.Key}\r\nIdempotency-Key: k%0d%0aSet-Cookie: a=b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.DoesNotContain("Set-Cookie", answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Admin.BaseAddress!.Host, server.Admin.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
