using System.Text.Json.Nodes;
using Router.Domain.Audit;
using Router.Domain.Storage;

namespace Router.Api.Tests.Silences;

public sealed class SilenceEndpointsTests : IAsyncLifetime
{
    private const string Good = """{"when":"project == \"shop\"","mode":"drop","until":"2026-01-11T12:00:00Z","reason":"deploy"}""";

    private readonly SilenceServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_silence_is_created_listed_shown_and_ended()
    {
        var (status, created) = await _server.PostAsync("/api/v1/silences", Good);
        Assert.Equal(201, status);
        var id = created["id"]!.GetValue<string>();
        Assert.Matches("^s-[0-9a-f]{16}$", id);
        Assert.Equal(("api", "Active", "drop", "admin", "deploy", "2026-01-10T12:00:00Z"), (Text(created, "source"), Text(created, "status"), Text(created, "mode"), Text(created, "owner"), Text(created, "reason"), Text(created, "from")));
        Assert.Equal(1, _server.State.Refreshed);

        var list = JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1/silences"))!["items"]!.AsArray();
        Assert.Equal(["weekend", id], list.Select(i => Text(i!, "id")));
        Assert.Equal("Europe/Berlin", list[0]!["weekly"]!["timezone"]!.GetValue<string>());
        Assert.Equal(created.ToJsonString(), (await GetAsync($"/api/v1/silences/{id}")).ToJsonString());

        (status, var ended) = await _server.PostAsync($"/api/v1/silences/{id}/end", """{"reason":"done"}""");
        Assert.Equal((200, "Ended", "admin"), (status, Text(ended, "status"), Text(ended, "endedBy")));
        (status, var again) = await _server.PostAsync($"/api/v1/silences/{id}/end", "");
        Assert.Equal((200, ended.ToJsonString()), (status, again.ToJsonString()));

        var audits = _server.Store.Journal.Where(e => e.Kind == JournalKind.Audit).Select(e => StoredJson.Read<AuditEntry>(e.Data));
        Assert.Equal([("silence_created", id, "deploy"), ("silence_ended", id, "done")], audits.Select(a => (a.Action, a.Subject, a.Reason!)));
        Assert.Equal([id], JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1/silences?status=Ended"))!["items"]!.AsArray().Select(i => Text(i!, "id")));
        Assert.Equal(["weekend"], JsonNode.Parse(await _server.Client.GetStringAsync("/api/v1/silences?status=Active"))!["items"]!.AsArray().Select(i => Text(i!, "id")));
    }

    [Fact]
    public async Task The_same_idempotency_key_creates_once()
    {
        var (first, created) = await _server.PostAsync("/api/v1/silences", Good, "k1");
        var (second, again) = await _server.PostAsync("/api/v1/silences", Good, "k1");
        var (third, other) = await _server.PostAsync("/api/v1/silences", Good.Replace("deploy", "other", StringComparison.Ordinal), "k1");
        Assert.Equal((201, 200, 422), (first, second, third));
        Assert.Equal(Text(created, "id"), Text(again, "id"));
        Assert.Equal("Idempotency-Key", Text(other, "field"));
        Assert.Single(_server.Store.Journal);
    }

    [Theory]
    [InlineData("{", 400, "body")]
    [InlineData("null", 400, "body")]
    [InlineData("""{"wen":"true"}""", 400, "wen")]
    [InlineData("""{"when":1}""", 400, "when")]
    [InlineData("""{"until":"2026-01-11T12:00:00Z"}""", 422, "when")]
    [InlineData("""{"when":"true"}""", 422, "until")]
    [InlineData("""{"when":"true","until":"2026-01-10T11:00:00Z"}""", 422, "until")]
    [InlineData("""{"when":"payload.a.b == 1","until":"2026-01-11T12:00:00Z"}""", 422, "when")]
    [InlineData("""{"when":"true","weekly":{"days":["sat"],"from":"02:00","to":"04:00","timezone":"Nowhere"}}""", 422, "weekly.timezone")]
    public async Task An_invalid_silence_is_refused_by_its_field(string body, int expected, string field)
    {
        var (status, problem) = await _server.PostAsync("/api/v1/silences", body);
        Assert.Equal((expected, field), (status, Text(problem, "field")));
        Assert.Empty(_server.Store.Journal);
    }

    [Fact]
    public async Task A_bad_condition_is_refused_with_its_position()
    {
        var (status, problem) = await _server.PostAsync("/api/v1/silences", """{"when":"project == \"web\" && color == 1","until":"2026-01-11T12:00:00Z"}""");
        Assert.Equal(422, status);
        Assert.Contains("(at character 21)", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal(20, problem["errors"]![0]!["position"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_large_body_is_refused()
    {
        var (status, _) = await _server.PostAsync("/api/v1/silences", $$"""{"when":"{{new string('x', 20_000)}}"}""");
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task The_configs_silences_are_shown_and_not_ended_here()
    {
        Assert.Equal("config", Text(await GetAsync("/api/v1/silences/weekend"), "source"));
        Assert.Equal(409, (await _server.PostAsync("/api/v1/silences/weekend/end", "")).Status);
        Assert.Equal(404, (await _server.PostAsync("/api/v1/silences/none/end", "")).Status);
        using var unknown = await _server.Client.GetAsync("/api/v1/silences/none");
        Assert.Equal(404, (int)unknown.StatusCode);
        using var filter = await _server.Client.GetAsync("/api/v1/silences?severity=Info");
        Assert.Equal(400, (int)filter.StatusCode);
    }

    [Fact]
    public async Task A_preview_counts_what_would_have_been_muted_in_the_last_week()
    {
        _server.Record(SilenceServer.Now.AddDays(-8), "old", "shop");
        for (var i = 0; i < 25; i++)
            _server.Record(SilenceServer.Now.AddDays(-2).AddMinutes(i), $"{i % 5}", "shop");
        _server.Record(SilenceServer.Now.AddDays(-1), "9", "web");
        var last = _server.Record(SilenceServer.Now.AddHours(-1), "7", "shop");

        var (status, answer) = await _server.PostAsync("/api/v1/silences/preview", Good);

        Assert.Equal(200, status);
        Assert.Equal((27, 26, 6), (answer["alerts"]!.GetValue<int>(), answer["muted"]!.GetValue<int>(), answer["mutedIssues"]!.GetValue<int>()));
        Assert.Equal("""[{"name":"shop","count":26}]""", answer["projects"]!.ToJsonString());
        Assert.Equal("""[{"name":"shop","count":26}]""", answer["channels"]!.ToJsonString());
        Assert.Equal((20, last), (answer["examples"]!.AsArray().Count, answer["examples"]![0]!["receipt"]!.GetValue<string>()));
        Assert.Equal(("2026-01-03T12:00:00Z", false), (Text(answer, "scannedFrom"), answer["cut"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_preview_of_hours_of_the_week_counts_those()
    {
        _server.Record(new(2026, 1, 9, 12, 0, 0, TimeSpan.Zero), "1", "shop");
        _server.Record(new(2026, 1, 10, 3, 0, 0, TimeSpan.Zero), "2", "shop");

        var (_, answer) = await _server.PostAsync("/api/v1/silences/preview", """{"when":"true","weekly":{"days":["sat"],"from":"02:00","to":"05:00","timezone":"UTC"}}""");

        Assert.Equal((2, 1), (answer["alerts"]!.GetValue<int>(), answer["muted"]!.GetValue<int>()));
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _server.Client.GetStringAsync(path))!;
}
