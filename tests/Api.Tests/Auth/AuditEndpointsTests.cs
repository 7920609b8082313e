using System.Net;
using System.Text.Json.Nodes;

namespace Router.Api.Tests.Auth;

public sealed class AuditEndpointsTests : IAsyncLifetime
{
    private AuthServer _server = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await AuthServer.StartAsync();
        _admin = _server.Client(AuthServer.Key);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Actions_on_keys_are_there_with_who_did_them()
    {
        var (id, _) = await _server.NewKeyAsync("viewer", "ann");
        var boss = _server.Client((await _server.NewKeyAsync("admin", "boss")).Text);
        using var revoked = await boss.DeleteAsync($"/api/v1/keys/{id}");

        var items = (await PageAsync("")).Items;

        Assert.Equal([("boss", "key_revoked"), ("admin", "key_created"), ("admin", "key_created")], items.Select(item => (item["actor"]!.GetValue<string>(), item["action"]!.GetValue<string>())));
        Assert.Equal(id, items[0]["subject"]!.GetValue<string>());
        Assert.Equal(_server.Time.GetUtcNow(), items[0]["time"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Pages_hold_actions_and_failures_once_newest_first()
    {
        for (var i = 0; i < 4; i++)
        {
            await _server.NewKeyAsync(name: $"key {i}");
            _server.Time.Advance(TimeSpan.FromSeconds(1));
            using var refused = await _server.Client("wrong").GetAsync("/metrics");
            _server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var items = new List<JsonNode>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await PageAsync($"?limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            items.AddRange(page.Items);
            cursor = page.Next;
        }

        Assert.Equal(["access_refused", "key_created", "access_refused", "key_created", "access_refused", "key_created", "access_refused", "key_created"], items.Select(item => item["action"]!.GetValue<string>()));
        Assert.Equal(8, items.Select(item => item["time"]!.GetValue<DateTimeOffset>()).Distinct().Count());
    }

    [Theory]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=1-2-3", "cursor")]
    [InlineData("?cursor=-1-2", "cursor")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?actor=ann", "actor")]
    public async Task Invalid_query_is_a_400_that_names_the_field(string query, string field)
    {
        using var response = await _admin.GetAsync($"/api/v1/audit{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["field"]!.GetValue<string>());
    }

    private async Task<(List<JsonNode> Items, string? Next)> PageAsync(string query)
    {
        var page = JsonNode.Parse(await _admin.GetStringAsync($"/api/v1/audit{query}"))!;
        return ([.. page["items"]!.AsArray().Select(item => item!)], page["next"]?.GetValue<string>());
    }
}
