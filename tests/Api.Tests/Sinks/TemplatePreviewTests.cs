using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Management;

namespace Router.Api.Tests.Sinks;

public sealed class TemplatePreviewTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task Templates_are_rendered_with_a_sample()
    {
        var (status, answer) = await PreviewAsync("""{"type":"slack","title":"{{ incident.severity }}: {{ incident.title }}","body":"*{{ incident.title }}*","event":"resolved"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("mrkdwn", "Ok: TypeError: cannot read <amount> & 'currency'", "*TypeError: cannot read &lt;amount&gt; &amp; 'currency'*"),
            (answer["format"]!.GetValue<string>(), answer["title"]!.GetValue<string>(), answer["body"]!.GetValue<string>()));
        Assert.Empty(answer["problems"]!.AsArray());
    }

    [Fact]
    public async Task Mistakes_are_told_with_their_position()
    {
        var (_, answer) = await PreviewAsync("""{"type":"teams","title":"{{ incident.titel }}","body":"a\n{% if %}"}""");

        Assert.Equal(
            [("title", 1, 4), ("body", 2, 6)],
            answer["problems"]!.AsArray().Select(p => (p!["field"]!.GetValue<string>(), p["line"]!.GetValue<int>(), p["column"]!.GetValue<int>())));
    }

    [Theory]
    [InlineData("""{"type":"webhook","title":"x"}""")]
    [InlineData("""{"title":"x"}""")]
    [InlineData("""{"type":"slack","event":"test"}""")]
    [InlineData("""{"type":"slack","tittle":"x"}""")]
    public async Task Wrong_request_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, (await PreviewAsync(body)).Status);

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PreviewAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Admin.PostAsync("/api/v1/sinks/preview", content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
