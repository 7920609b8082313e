using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Templates;
using Router.Grains.Tests.Sinks.Servers;

namespace Router.Grains.Tests.Sinks;

public sealed class TemplatedSinkTests
{
    private static readonly SinkTemplates Both = new(Template("own {{ incident.title }}"), Template("body of {{ incident.labels.project }}: {{ incident.title }}"));

    [Theory]
    [InlineData("flashduty", NotificationType.Triggered)]
    [InlineData("flashduty", NotificationType.Resolved)]
    [InlineData("pagerduty", NotificationType.Triggered)]
    [InlineData("slack", NotificationType.Triggered)]
    [InlineData("slack", NotificationType.Resolved)]
    [InlineData("teams", NotificationType.Triggered)]
    [InlineData("teams", NotificationType.Resolved)]
    [InlineData("alertmanager", NotificationType.Triggered)]
    public async Task Templates_take_the_place_of_title_and_body(string type, NotificationType says)
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Of(type, receiver.Url) with { Templates = Both }, SampleNotifications.Of(says));

        var body = Assert.Single(receiver.Requests).Body;
        Assert.Contains("own TypeError", body, StringComparison.Ordinal);
        Assert.Contains("body of payments: TypeError", body, StringComparison.Ordinal);
        if (says == NotificationType.Resolved && type != "flashduty")
            Assert.Contains("Resolved: own TypeError", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_that_fails_is_left_out_and_logged()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();
        var endless = new SinkTemplates(null, Template($"{{% assign a = incident.title %}}{string.Concat(Enumerable.Repeat("{% assign a = a | append: a %}", 30))}{{{{ a }}}}"));

        var result = await host.SendAsync(SampleSinks.Slack(receiver.Url) with { Templates = endless }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal(SinkVerdict.Delivered, result.Verdict);
        Golden.Json("slack.triggered", Assert.Single(receiver.Requests).Body);
        Assert.Contains(host.Log.Lines, line => line.Contains("more than 16000 characters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Markup_of_the_template_stays_and_that_of_values_does_not()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();

        await host.SendAsync(
            SampleSinks.SlackBot(slack.Url) with { Templates = new(null, Template("*{{ incident.title }}* <https://x.example|more>")) },
            SampleNotifications.Of(NotificationType.Triggered) with { Title = "<!channel> & co" });

        var text = Assert.Single(slack.Messages).Value.GetProperty("attachments")[0].GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString();
        Assert.Equal("*&lt;!channel&gt; &amp; co* <https://x.example|more>", text);
    }

    private static SinkTemplate Template(string text)
    {
        var template = SinkTemplate.Parse(text, out var error);
        Assert.True(template is not null, error?.ToString());
        return template;
    }
}
