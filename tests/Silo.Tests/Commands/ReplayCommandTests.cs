using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Router.Silo.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Item = """{"at":"2026-01-01T00:00:00Z","channel":"ops","sink":"one","type":"triggered","reason":"first_notification","severity":"Warning","title":"It broke","issue":"web|issue|1","incident":"x-1"}""";

    private readonly CommandLine _line = new();
    private readonly TemporaryFolder _folder = new();

    public ReplayCommandTests()
    {
        File.WriteAllText(_folder.File("admin.key"), "the-key\n");
        File.WriteAllText(_folder.File("new.yaml"), "channels: []\n");
    }

    public void Dispose()
    {
        _line.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(0, true, 0)]
    [InlineData(3, false, 0)]
    [InlineData(3, true, 2)]
    public async Task A_difference_fails_only_when_asked(int gone, bool fail, int expected)
    {
        Answer(gone);
        Assert.Equal(expected, await InvokeAsync(fail ? ["--fail-on-change"] : []));
    }

    [Fact]
    public async Task The_config_and_the_span_are_sent_and_the_difference_is_printed()
    {
        Answer(3);

        Assert.Equal(0, await InvokeAsync("--since", "2d", "--examples", "1"));

        var (request, body) = _line.Requests.Single();
        Assert.Equal("http://router:1/api/v1/replay", request.RequestUri!.AbsoluteUri);
        Assert.Equal("""{"config":"channels: []\n","since":"2d","examples":1}""", Encoding.UTF8.GetString(body));
        Assert.Equal(
            """
            10 events from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z, compared with config version 7
            warning: mind this
            notifications: 5 before, 2 after; 0 new, 3 gone, 1 moved
            gone   2026-01-01T00:00:00Z ops/one triggered Warning web|issue|1 It broke
            gone   ... and 2 more
            moved  2026-01-01T00:00:00Z ops/one triggered Warning web|issue|1 It broke -> 2026-01-01T00:00:00Z ops/one

            """.ReplaceLineEndings(),
            _line.Output.ToString());
    }

    [Fact]
    public async Task Json_is_the_answer_as_it_came()
    {
        Answer(3);
        Assert.Equal(0, await InvokeAsync("--json"));
        Assert.Equal(3, JsonNode.Parse(_line.Output.ToString())!["gone"]!["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_refused_draft_is_told_and_is_no_difference()
    {
        _line.Answer = () => new(HttpStatusCode.UnprocessableEntity) { Content = new StringContent("""{"title":"x","detail":"config: draft:1: channels: bad"}""") };
        Assert.Equal(1, await InvokeAsync("--fail-on-change"));
        Assert.Contains("draft:1: channels: bad", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_told()
    {
        Assert.Equal(1, await _line.InvokeAsync("replay", "--config", _folder.File("none.yaml")));
        Assert.Contains("none.yaml", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_line.Requests);
    }

    [Theory]
    [InlineData("at 31 s nothing was sent", 0, "all went as it says")]
    [InlineData("at 31 s sent triggered A", 1, "night.txt:4: nothing was sent")]
    public async Task A_timeline_runs_without_a_router(string last, int code, string said)
    {
        File.WriteAllText(_folder.File("night.txt"), $"channel {{ delay: 30s }}\nat 0 s trigger A\nat 20 s resolve A\n{last}\n");
        Assert.Equal(code, await _line.InvokeAsync("replay", "--timeline", _folder.File("night.txt")));
        Assert.Contains(said, _line.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("nobody was told: ended_within_delay", _line.Output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_line.Requests);
    }

    [Fact]
    public async Task A_timeline_runs_through_a_config_of_ones_own()
    {
        File.WriteAllText(_folder.File("own.yaml"), """
            integrations: [{ id: org, key: "${env:ORG_KEY}", clientSecrets: ["${env:S}"], channel: night }]
            channels: [{ id: night, delay: 1m, sinks: [people] }]
            sinks: [{ id: people, type: console }]
            """);
        File.WriteAllText(_folder.File("night.txt"), "at 0 s trigger A integration=org\nat 60 s sent triggered A\n");
        Assert.Equal(0, await _line.InvokeAsync("replay", "--timeline", _folder.File("night.txt"), "--config", _folder.File("own.yaml")));
    }

    private void Answer(int gone) => _line.Answer = () => new(HttpStatusCode.OK)
    {
        Content = new StringContent($$$"""
            {"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","events":10,"cut":false,"configVersion":7,"warnings":["mind this"],"before":5,"after":2,
             "new":{"count":0,"examples":[]},"gone":{"count":{{{gone}}},"examples":[{{{(gone > 0 ? Item : "")}}}]},"moved":{"count":{{{(gone > 0 ? 1 : 0)}}},"examples":[{{{(gone > 0 ? $"{{\"before\":{Item},\"after\":{Item}}}" : "")}}}]}}
            """),
    };

    private Task<int> InvokeAsync(params string[] arguments) =>
        _line.InvokeAsync(["replay", "--config", _folder.File("new.yaml"), .. arguments, "--url", "http://router:1", "--key-file", _folder.File("admin.key")]);
}
