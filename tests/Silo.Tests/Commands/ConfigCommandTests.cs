using System.Net;
using System.Text;

namespace Router.Silo.Tests.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CommandLine _line = new();
    private readonly TemporaryFolder _folder = new();

    public ConfigCommandTests()
    {
        File.WriteAllText(_folder.File("admin.key"), "the-key\n");
        File.WriteAllText(_folder.File("router.yaml"), "channels: []\n");
    }

    public void Dispose()
    {
        _line.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Get_prints_the_document()
    {
        _line.Answer = () => new(HttpStatusCode.OK) { Content = new StringContent("# ours\n") };

        Assert.Equal(0, await InvokeAsync("config", "get"));

        Assert.Equal("# ours\n", _line.Output.ToString());
    }

    [Fact]
    public async Task Apply_sends_the_file_for_the_version_that_it_found()
    {
        AnswerInTurn(Found(), new(HttpStatusCode.OK) { Content = new StringContent("""{"version":4,"warnings":[{"level":"warning","line":1,"column":1,"path":"document","message":"no webhook is taken"}]}""") });

        Assert.Equal(0, await InvokeAsync("config", "apply", _folder.File("router.yaml"), "--reason", "less & less"));

        var (request, body) = _line.Requests[1];
        Assert.Equal((HttpMethod.Put, "http://router:1/api/v1/config?reason=less%20%26%20less"), (request.Method, request.RequestUri!.AbsoluteUri));
        Assert.Equal("\"3\"", request.Headers.IfMatch.Single().Tag);
        Assert.Equal("channels: []\n", Encoding.UTF8.GetString(body));
        Assert.Equal(
            $"{_folder.File("router.yaml")}:1: document: warning: no webhook is taken\n{_folder.File("router.yaml")}: in force as version 4\n",
            _line.Output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Apply_tells_errors_as_the_check_does()
    {
        AnswerInTurn(Found(), new(HttpStatusCode.UnprocessableEntity) { Content = new StringContent("""{"detail":"The config has 1 error and changes nothing.","errors":[{"level":"error","line":7,"column":2,"path":"sinks[0].url","message":"url is missing"}]}""") });

        Assert.Equal(1, await InvokeAsync("config", "apply", _folder.File("router.yaml")));

        Assert.Equal($"{_folder.File("router.yaml")}:7: sinks[0].url: url is missing\n", _line.Output.ToString().ReplaceLineEndings("\n"));
        Assert.Contains("changes nothing", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_tells_a_refusal()
    {
        AnswerInTurn(Found(), new(HttpStatusCode.Conflict) { Content = new StringContent("""{"detail":"router.yaml was given with --config"}""") });

        Assert.Equal(1, await InvokeAsync("config", "apply", _folder.File("router.yaml")));

        Assert.Equal($"router: router:1 answered 409: router.yaml was given with --config{Environment.NewLine}", _line.Error.ToString());
    }

    [Fact]
    public async Task History_is_a_line_a_version()
    {
        _line.Answer = () => new(HttpStatusCode.OK)
        {
            Content = new StringContent("""{"items":[{"version":2,"author":"ann","at":"2026-01-02T03:04:05Z","reason":"less noise","isCurrent":true},{"version":1,"author":"file","at":"2026-01-01T00:00:00Z","reason":null,"isCurrent":false}],"next":"1"}"""),
        };

        Assert.Equal(0, await InvokeAsync("config", "history", "--limit", "2"));

        Assert.Equal("http://router:1/api/v1/config/history?limit=2", _line.Requests.Single().Request.RequestUri!.AbsoluteUri);
        Assert.Equal(
            "*    2  2026-01-02 03:04:05Z  ann: less noise\n     1  2026-01-01 00:00:00Z  file\n... and older ones.\n",
            _line.Output.ToString().ReplaceLineEndings("\n"));
    }

    private static HttpResponseMessage Found()
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("") };
        response.Headers.ETag = new("\"3\"");
        return response;
    }

    private void AnswerInTurn(params HttpResponseMessage[] answers)
    {
        var turn = 0;
        _line.Answer = () => answers[turn++];
    }

    private Task<int> InvokeAsync(params string[] arguments) =>
        _line.InvokeAsync([.. arguments, "--url", "http://router:1", "--key-file", _folder.File("admin.key")]);
}
