using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Router.Silo.Tests.Commands;

public sealed class SendSampleCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Accepted_sample_prints_the_answer()
    {
        _line.Answer = () => new(HttpStatusCode.Accepted) { Content = new StringContent("""{"receipt":"r1"}""") };

        Assert.Equal(0, await SendAsync("event_alert.triggered"));

        Assert.Equal($$"""202 {"receipt":"r1"}{{Environment.NewLine}}""", _line.Output.ToString());
    }

    [Fact]
    public async Task Sample_is_signed_over_its_bytes()
    {
        await SendAsync("event_alert.triggered", "--issue", "42");

        var (request, body) = Assert.Single(_line.Requests);
        Assert.Equal("http://localhost/webhooks/sentry/key", request.RequestUri!.AbsoluteUri);
        Assert.Equal("event_alert", request.Headers.GetValues("Sentry-Hook-Resource").Single());
        Assert.Equal("application/json", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, body)), request.Headers.GetValues("Sentry-Hook-Signature").Single());
        Assert.Equal("42", JsonNode.Parse(body)!["data"]!["event"]!["issue_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Each_sample_is_a_new_event()
    {
        await SendAsync("event_alert.triggered");
        await SendAsync("event_alert.triggered");

        Assert.Equal(2, _line.Requests.Select(sent => JsonNode.Parse(sent.Body)!["data"]!["event"]!["event_id"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Test_says_so_in_the_body()
    {
        await SendAsync("event_alert.triggered", "--test");

        Assert.Equal(-1, JsonNode.Parse(_line.Requests.Single().Body)!["data"]!["issue_alert"]!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task Refused_sample_is_exit_1()
    {
        _line.Answer = () => new(HttpStatusCode.Unauthorized) { Content = new StringContent("no") };

        Assert.Equal(1, await SendAsync("issue.resolved"));

        Assert.StartsWith("401 no", _line.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_exit_1_without_the_key_of_the_push_url()
    {
        _line.Answer = () => throw new HttpRequestException("refused");

        Assert.Equal(1, await SendAsync("issue.resolved"));

        Assert.Equal($"router: no answer from http://localhost: refused{Environment.NewLine}", _line.Error.ToString());
    }

    private Task<int> SendAsync(string name, params string[] more) =>
        _line.InvokeAsync(["send-sample", name, "--to", "http://localhost/webhooks/sentry/key", "--secret", "s3cret", .. more]);
}
