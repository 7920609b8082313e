using System.Net;
using System.Text;

namespace Router.Silo.Tests.Commands;

/// <summary>The verbs that talk to a running router.</summary>
public sealed class RunningRouterTests : IDisposable
{
    private readonly CommandLine _line = new();
    private readonly TemporaryFolder _folder = new();

    public RunningRouterTests() => File.WriteAllText(_folder.File("admin.key"), "the-key\n");

    public void Dispose()
    {
        _line.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Push_url_is_printed()
    {
        _line.Answer = () => new(HttpStatusCode.OK) { Content = new StringContent("""{"url":"http://localhost/webhooks/sentry/key"}""") };

        Assert.Equal(0, await InvokeAsync("push-url", "web"));

        Assert.Equal($"http://localhost/webhooks/sentry/key{Environment.NewLine}", _line.Output.ToString());
        var request = _line.Requests.Single().Request;
        Assert.Equal("http://router:1/api/v1/integrations/web/push-url", request.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer the-key", request.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task Secret_comes_from_input_and_is_never_shown()
    {
        _line.Input = " s3cret \n";
        _line.Answer = () => new(HttpStatusCode.NoContent);

        Assert.Equal(0, await InvokeAsync("secret", "set", "web"));

        var (request, body) = _line.Requests.Single();
        Assert.Equal(HttpMethod.Put, request.Method);
        Assert.Equal("http://router:1/api/v1/integrations/web/secret", request.RequestUri!.AbsoluteUri);
        Assert.Equal("""{"clientSecret":"s3cret"}""", Encoding.UTF8.GetString(body));
        Assert.DoesNotContain("s3cret", _line.Output.ToString() + _line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Empty_input_is_no_secret(string? input)
    {
        _line.Input = input;

        Assert.Equal(1, await InvokeAsync("secret", "set", "web"));

        Assert.Empty(_line.Requests);
        Assert.Contains("no client secret", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_is_told_by_its_detail()
    {
        _line.Answer = () => new(HttpStatusCode.NotFound) { Content = new StringContent("""{"title":"Not Found","detail":"no integration 'web'"}""") };

        Assert.Equal(1, await InvokeAsync("push-url", "web"));

        Assert.Equal($"router: router:1 answered 404: no integration 'web'{Environment.NewLine}", _line.Error.ToString());
    }

    [Fact]
    public async Task Router_that_is_not_there_is_told()
    {
        _line.Answer = () => throw new HttpRequestException("refused");

        Assert.Equal(1, await InvokeAsync("push-url", "web"));

        Assert.Equal($"router: no router answers at http://router:1: refused{Environment.NewLine}", _line.Error.ToString());
    }

    [Fact]
    public async Task Missing_key_file_is_told_with_the_option_that_names_it()
    {
        Assert.Equal(1, await _line.InvokeAsync("push-url", "web", "--key-file", _folder.File("other.key")));

        Assert.Contains("other.key", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--key-file", _line.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_line.Requests);
    }

    private Task<int> InvokeAsync(params string[] arguments) =>
        _line.InvokeAsync([.. arguments, "--url", "http://router:1", "--key-file", _folder.File("admin.key")]);
}
