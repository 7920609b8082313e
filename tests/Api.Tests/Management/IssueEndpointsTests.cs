using System.Net;
using System.Text.Json.Nodes;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

public sealed class IssueEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Issues_are_listed_with_every_field()
    {
        server.Index.Answer = _ => new([Issue("web|issue|1")], null);

        var text = await server.Admin.GetStringAsync("/api/v1/issues");

        Assert.Equal(
            """{"items":[{"key":"web|issue|1","status":"Triggered","severity":"Warning","title":"It broke","project":"shop","environment":null,"rule":"New errors","channels":["web"],"firstSeen":"2026-01-02T03:04:05Z","lastSeen":"2026-01-02T03:04:05Z","count":3}],"next":null}""",
            text);
    }

    [Fact]
    public async Task Every_filter_reaches_the_index()
    {
        server.Index.Answer = _ => new([], null);

        await server.Admin.GetStringAsync(
            "/api/v1/issues?status=Resolved&severity=Ok&project=shop&channel=web&environment=prod&rule=r%201&q=broke&from=2026-01-01&to=2026-01-02T01:00:00%2B01:00&limit=500");

        Assert.Equal(
            new IndexFilter
            {
                Type = "issue",
                Status = "Resolved",
                Severity = Severity.Ok,
                Project = "shop",
                Channel = "web",
                Environment = "prod",
                Rule = "r 1",
                Text = "broke",
                From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                To = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
                Limit = 500,
            },
            server.Index.Asked);
    }

    [Fact]
    public async Task Cursor_continues_where_the_page_ended()
    {
        var end = new IndexCursor(Seen, "web|issue|ü|1");
        server.Index.Answer = filter => new([], filter.After is null ? end : null);

        var first = JsonNode.Parse(await server.Admin.GetStringAsync("/api/v1/issues"))!;
        var second = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/issues?cursor={first["next"]}"))!;

        Assert.Equal(end, server.Index.Asked!.After);
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("status=triggered", "status")]
    [InlineData("status=Unseen", "status")]
    [InlineData("severity=critical", "severity")]
    [InlineData("severity=3", "severity")]
    [InlineData("severity=Ok,Info", "severity")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-01-02&to=2026-01-02", "to")]
    [InlineData("cursor=%7C", "cursor")]
    [InlineData("cursor=bm9wZQ", "cursor")]
    [InlineData("project=", "project")]
    [InlineData("project=a&project=b", "project")]
    [InlineData("colour=red", "colour")]
    public async Task Invalid_filter_is_a_400_that_names_the_field(string query, string field)
    {
        using var response = await server.Admin.GetAsync($"/api/v1/issues?{query}");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(field, problem["field"]!.GetValue<string>());
        Assert.StartsWith($"{field}: ", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unavailable_store_is_a_503_with_retry_after()
    {
        server.Index.Answer = _ => throw new StoreUnavailableException("disk");

        using var response = await server.Admin.GetAsync("/api/v1/issues");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static IndexedGrain Issue(string key) => new(new("issue", key), new()
    {
        Status = "Triggered",
        Severity = Severity.Warning,
        Title = "It broke",
        Project = "shop",
        Rule = "New errors",
        Channels = ["web"],
        FirstSeen = Seen,
        LastSeen = Seen,
        Count = 3,
    });
}
