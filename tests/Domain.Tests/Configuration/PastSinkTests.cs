using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class PastSinkTests
{
    private const string Document = "sinks:\n- { id: other, type: pagerduty, routingKey: '${env:GONE}' }\n- { id: ops, type: webhook, url: 'https://a.example', secret: '${env:OPS}' }\n";

    [Fact]
    public void Sink_is_read_by_itself()
    {
        var values = new FakeConfigValues { Variables = { ["OPS"] = "whsec_" + Convert.ToBase64String(new byte[32]) } };

        var past = ConfigDocument.FindSink(Document, "ops", values)!;

        Assert.Equal("https://a.example/", Assert.IsType<WebhookSinkConfig>(past.Sink).Url.AbsoluteUri);
        Assert.Null(past.Problem);
    }

    [Fact]
    public void Lost_reference_is_named_and_nothing_is_made_up()
    {
        var past = ConfigDocument.FindSink(Document, "ops", new FakeConfigValues())!;

        Assert.Null(past.Sink);
        Assert.Contains("OPS", past.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Document)]
    [InlineData("channels: []")]
    [InlineData("sinks: 5")]
    [InlineData("[")]
    public void Document_without_it_has_none(string text) => Assert.Null(ConfigDocument.FindSink(text, "absent", new FakeConfigValues()));
}
