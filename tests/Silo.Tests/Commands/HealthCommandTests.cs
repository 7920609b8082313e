using System.Net;

namespace Router.Silo.Tests.Commands;

public sealed class HealthCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Ready_router_is_exit_0()
    {
        _line.Answer = () => Answer(HttpStatusCode.OK, """{"status":"ready"}""");

        Assert.Equal(0, await _line.InvokeAsync("health"));

        Assert.Equal("http://localhost:8080/health/ready", _line.Requests.Single().Request.RequestUri!.AbsoluteUri);
        Assert.Empty(_line.Error.ToString());
    }

    [Fact]
    public async Task Router_that_is_not_ready_is_exit_1_and_why()
    {
        _line.Answer = () => Answer(HttpStatusCode.ServiceUnavailable, """{"status":"not_ready","reason":"stopping"}""");

        Assert.Equal(1, await _line.InvokeAsync("health", "--url", "http://router:1"));

        Assert.Equal($"router: http://router:1/health/ready answered 503: stopping{Environment.NewLine}", _line.Error.ToString());
    }

    [Fact]
    public async Task Other_answer_is_exit_1_and_shown()
    {
        _line.Answer = () => Answer(HttpStatusCode.BadGateway, "no upstream");

        Assert.Equal(1, await _line.InvokeAsync("health"));

        Assert.Contains("answered 502: no upstream", _line.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Router_that_is_not_there_is_exit_1()
    {
        _line.Answer = () => throw new HttpRequestException("refused");

        Assert.Equal(1, await _line.InvokeAsync("health"));

        Assert.Equal($"router: no router answers at http://localhost:8080: refused{Environment.NewLine}", _line.Error.ToString());
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };
}
