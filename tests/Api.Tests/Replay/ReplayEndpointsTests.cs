using System.Text.Json.Nodes;
using Router.Api.Tests.Silences;
using Router.Domain.Alerts;

namespace Router.Api.Tests.Replay;

public sealed class ReplayEndpointsTests : IAsyncLifetime
{
    private readonly SilenceServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_difference_is_told_with_examples()
    {
        _server.Record(SilenceServer.Now.AddDays(-9), "old", "shop");
        _server.Record(SilenceServer.Now.AddDays(-2), "1", "shop");
        _server.Record(SilenceServer.Now.AddDays(-1), "2", "web");

        var (status, answer) = await _server.PostAsync("/api/v1/replay", $$"""{"config":{{SilenceServer.Draft("channels: [shop], set", "channels: [triage], set")}},"since":"7d"}""");

        Assert.Equal(200, status);
        Assert.Equal((2, 4, 4), (Number(answer["events"]), Number(answer["before"]), Number(answer["after"])));
        Assert.Equal((0, 0, 2), (Number(answer["new"]!["count"]), Number(answer["gone"]!["count"]), Number(answer["moved"]!["count"])));
        var moved = answer["moved"]!["examples"]![0]!;
        Assert.Equal(("shop", "triage", "triggered"), (Text(moved["before"], "channel"), Text(moved["after"], "channel"), Text(moved["after"], "type")));
        Assert.Equal(7, Number(answer["configVersion"]));
    }

    [Fact]
    public async Task Config_as_the_api_shows_it_can_be_replayed_and_previewed()
    {
        Assert.Contains("***", SilenceServer.Shown(), StringComparison.Ordinal);
        var receipt = _server.Record(SilenceServer.Now.AddDays(-2), "1", "shop");

        var (replayed, answer) = await _server.PostAsync("/api/v1/replay", $$"""{"config":{{SilenceServer.Shown()}}}""");
        var (previewed, _) = await _server.PostAsync("/api/v1/config/preview", $$"""{"receipt":"{{receipt}}","config":{{SilenceServer.Shown()}}}""");
        var (refused, problem) = await _server.PostAsync("/api/v1/replay", $$"""{"config":{{SilenceServer.Shown().Replace("id: org", "id: other", StringComparison.Ordinal)}}}""");

        Assert.Equal((200, 200, 422), (replayed, previewed, refused));
        Assert.Equal(0, Number(answer["moved"]!["count"]));
        Assert.Equal("integrations[0].key", Text(problem["diagnostics"]![0]!, "path"));
    }

    [Fact]
    public async Task The_same_config_is_no_difference()
    {
        _server.Record(SilenceServer.Now.AddDays(-2), "1", "shop");
        var (_, answer) = await _server.PostAsync("/api/v1/replay", $$"""{"config":{{SilenceServer.Draft("none", "none")}}}""");
        Assert.Equal((0, 0, 0), (Number(answer["new"]!["count"]), Number(answer["gone"]!["count"]), Number(answer["moved"]!["count"])));
        Assert.Empty(answer["warnings"]!.AsArray());
    }

    [Theory]
    [InlineData("{}", "config")]
    [InlineData("""{"config":"x","since":"week"}""", "since")]
    [InlineData("""{"config":"x","since":"0d"}""", "since")]
    [InlineData("""{"config":"x","since":"1d","from":"2026-01-01T00:00:00Z"}""", "since")]
    [InlineData("""{"config":"x","from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"config":"x","to":"2027-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"config":"x","examples":-1}""", "examples")]
    public async Task An_invalid_request_is_a_400_that_names_the_field(string body, string field)
    {
        var (status, problem) = await _server.PostAsync("/api/v1/replay", body);
        Assert.Equal((400, field), (status, Text(problem, "field")));
    }

    [Theory]
    [InlineData("/api/v1/replay", "")]
    [InlineData("/api/v1/config/preview", ",\"receipt\":\"r1\"")]
    public async Task A_bad_draft_is_a_422_with_every_diagnostic(string path, string more)
    {
        var (status, problem) = await _server.PostAsync(path, $$"""{"config":"channels: [{ id: c, delay: x }, { id: D }]"{{more}}}""");
        Assert.Equal((422, "config"), (status, Text(problem, "field")));
        Assert.Equal(["channels[0].delay", "channels[1].id"], problem["diagnostics"]!.AsArray().Where(d => Text(d, "level") == "error").Select(d => Text(d, "path")));
    }

    [Fact]
    public async Task A_preview_routes_a_pasted_payload_and_shows_the_trace()
    {
        const string Payload = """{"action":"triggered","data":{"event":{"issue_id":"1","event_id":"e","project":1,"url":"https://sentry.io/api/0/projects/acme/shop/events/e/","title":"It broke","x":"y","level":"error"},"triggered_rule":"r"}}""";

        var (status, answer) = await _server.PostAsync("/api/v1/config/preview", $$"""{"payload":{{Payload}},"integration":"org"}""");

        Assert.Equal(200, status);
        Assert.Equal(("decoded", "org|issue|1", "shop"), (Text(answer["decode"], "result"), Text(answer["decode"], "issue"), Text(answer["decode"], "project")));
        Assert.Equal(
            """{"route":"shop","reached":true,"matched":true,"channels":["shop"],"comparisons":[{"text":"project == \u0022shop\u0022","values":["shop"],"holds":true},{"text":"payload.data.event.x == \u0022y\u0022","values":["y"],"holds":true}]}""",
            answer["routes"]![0]!.ToJsonString());
        Assert.False(answer["routes"]![1]!["reached"]!.GetValue<bool>());
        var destination = answer["destinations"]![0]!;
        Assert.Equal(("shop", "Warning", "shop"), (Text(destination, "channel"), Text(destination, "severity"), Text(destination["labels"], "team")));
        Assert.Equal("""[{"sink":"one","told":true,"suppressed":null},{"sink":"two","told":false,"suppressed":"sink_condition"}]""", destination["sinks"]!.ToJsonString());
        Assert.Empty(_server.Store.Journal);
    }

    [Fact]
    public async Task A_preview_routes_a_recorded_webhook_through_a_draft()
    {
        var receipt = _server.Record(SilenceServer.Now.AddDays(-2), "1", "shop", severity: Severity.Critical);

        var (_, answer) = await _server.PostAsync("/api/v1/config/preview", $$"""{"receipt":"{{receipt}}","config":{{SilenceServer.Draft("channels: [shop], set", "channels: [triage, shop], set")}}}""");

        Assert.Equal(["triage", "shop"], answer["destinations"]!.AsArray().Select(d => Text(d, "channel")));
        Assert.True(answer["destinations"]![1]!["sinks"]![1]!["told"]!.GetValue<bool>());
        Assert.Null(answer["configVersion"]);
    }

    [Fact]
    public async Task A_preview_says_what_is_silenced_and_what_is_not_decoded()
    {
        // It is Saturday: the config's silence holds.
        var receipt = _server.Record(SilenceServer.Now.AddDays(-2), "1", "shop", "staging");
        var (_, silenced) = await _server.PostAsync("/api/v1/config/preview", $$"""{"receipt":"{{receipt}}"}""");
        Assert.Equal("silenced", Text(silenced["destinations"]![0], "suppressed"));

        var (_, ignored) = await _server.PostAsync("/api/v1/config/preview", """{"payload":{"action":"created","data":{"comment_id":"1"}},"integration":"org","resource":"comment"}""");
        Assert.Equal(("ignored", "resource_not_handled"), (Text(ignored["decode"], "result"), Text(ignored["decode"], "reason")));
        var (_, malformed) = await _server.PostAsync("/api/v1/config/preview", """{"payload":{"action":"triggered","data":{"event":{}}},"integration":"org"}""");
        Assert.Equal(("malformed", "data.event.issue_id"), (Text(malformed["decode"], "result"), Text(malformed["decode"], "field")));
    }

    [Theory]
    [InlineData("{}", 400, "payload")]
    [InlineData("""{"payload":{},"receipt":"r1"}""", 400, "receipt")]
    [InlineData("""{"payload":[],"integration":"org"}""", 400, "payload")]
    [InlineData("""{"payload":{}}""", 400, "integration")]
    [InlineData("""{"receipt":"x"}""", 400, "receipt")]
    [InlineData("""{"receipt":"r0"}""", 404, null)]
    [InlineData("""{"receipt":"rzz"}""", 404, null)]
    [InlineData("""{"payload":{},"integration":"none"}""", 422, "integration")]
    public async Task An_invalid_preview_is_refused(string body, int expected, string? field)
    {
        var (status, problem) = await _server.PostAsync("/api/v1/config/preview", body);
        Assert.Equal((expected, field), (status, problem["field"]?.GetValue<string>()));
    }

    private static string Text(JsonNode? node, string field) => node![field]!.GetValue<string>();

    private static int Number(JsonNode? node) => node!.GetValue<int>();
}
