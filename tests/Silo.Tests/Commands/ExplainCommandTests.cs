using System.Net;
using System.Text.Json.Nodes;

namespace Router.Silo.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private const string Issue = """{"key":"web|issue|12","status":"Triggered","severity":"Warning","title":"It\nbroke","channels":["web"],"lastSeen":"2026-01-02T03:04:05Z","count":3}""";
    private const string Repeat = """{"id":"r9","at":"2026-01-02T03:04:05.5Z","outcome":"accepted","reason":"repeated","suppressed":"repeat","resource":"event_alert","action":"triggered","channels":["web"]}""";
    private readonly CommandLine _line = new();
    private readonly TemporaryFolder _folder = new();

    public ExplainCommandTests() => File.WriteAllText(_folder.File("admin.key"), "the-key\n");

    public void Dispose()
    {
        _line.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Receipt_is_told_as_the_router_tells_it()
    {
        Answers("Receipt r1a: accepted, triggered.\n");

        Assert.Equal(0, await ExplainAsync("r1a"));

        Assert.Equal("Receipt r1a: accepted, triggered.\n", _line.Output.ToString());
        var request = _line.Requests.Single().Request;
        Assert.Equal("http://router:1/api/v1/receipts/r1a", request.RequestUri!.AbsoluteUri);
        Assert.Equal("text/plain", request.Headers.Accept.ToString());
        Assert.Equal("Bearer the-key", request.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task Receipt_as_json_is_the_apis()
    {
        Answers("""{"id":"r1a"}""");

        Assert.Equal(0, await ExplainAsync("r1a", "--json"));

        Assert.Equal("""{"id":"r1a"}""", _line.Output.ToString().Trim());
        Assert.Empty(_line.Requests.Single().Request.Headers.Accept);
    }

    [Fact]
    public async Task Receipt_that_is_gone_is_told()
    {
        _line.Answer = () => new(HttpStatusCode.NotFound) { Content = new StringContent("""{"detail":"The receipt is older than the retention."}""") };

        Assert.Equal(1, await ExplainAsync("r1a"));

        Assert.Contains("older than the retention", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web|issue|12")]
    [InlineData("12")]
    public async Task Issue_shows_its_state_and_its_last_receipts(string issue)
    {
        Answers($$"""{"items":[{{Issue}}],"next":null}""", $$"""{"items":[{{Repeat}}],"next":"r9","scannedUntil":null}""");

        Assert.Equal(0, await ExplainAsync(issue));

        Assert.Equal(
            """
            Issue web|issue|12, "It broke", is Triggered (Warning), in web; 3 events, the last at 2026-01-02 03:04:05. Its last webhooks (UTC):
              2026-01-02 03:04:05  r9        event_alert.triggered: accepted, repeated, nobody told: repeat -> web
              ... and older ones.
            More of one: router explain r9

            """.ReplaceLineEndings(),
            _line.Output.ToString());
        Assert.Equal("http://router:1/api/v1/receipts?issue=web%7Cissue%7C12&limit=20", _line.Requests[1].Request.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task Issue_as_json_holds_both_answers()
    {
        Answers($$"""{"items":[{{Issue}}],"next":null}""", """{"items":[],"next":null,"scannedUntil":null}""");

        Assert.Equal(0, await ExplainAsync("12", "--json"));

        var json = JsonNode.Parse(_line.Output.ToString())!;
        Assert.Equal("web|issue|12", json["issue"]!["key"]!.GetValue<string>());
        Assert.Empty(json["receipts"]!["items"]!.AsArray());
    }

    [Fact]
    public async Task Issue_that_is_not_known_is_an_error()
    {
        Answers("""{"items":[],"next":null}""", """{"items":[],"next":null,"scannedUntil":null}""");

        Assert.Equal(1, await ExplainAsync("SHOP-1"));

        Assert.Contains("'SHOP-1'", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_of_two_issues_is_an_error_that_names_them()
    {
        Answers($$"""{"items":[{{Issue}},{{Issue.Replace("web|", "org|", StringComparison.Ordinal)}}],"next":null}""");

        Assert.Equal(1, await ExplainAsync("12"));

        Assert.Contains("web|issue|12, org|issue|12", _line.Error.ToString(), StringComparison.Ordinal);
    }

    private void Answers(params string[] bodies)
    {
        var next = 0;
        _line.Answer = () => new(HttpStatusCode.OK) { Content = new StringContent(bodies[next++]) };
    }

    private Task<int> ExplainAsync(params string[] arguments) =>
        _line.InvokeAsync(["explain", .. arguments, "--url", "http://router:1", "--key-file", _folder.File("admin.key")]);
}
