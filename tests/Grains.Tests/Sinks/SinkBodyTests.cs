using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Tests.Sinks;

public sealed class SinkBodyTests
{
    public static TheoryData<string, NotificationType> SinksAndTypes()
    {
        var data = new TheoryData<string, NotificationType>();
        foreach (var sink in (string[])["webhook", "flashduty", "pagerduty", "slack", "teams", "alertmanager"])
        {
            foreach (var type in Enum.GetValues<NotificationType>())
                data.Add(sink, type);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SinksAndTypes))]
    public async Task Sink_sends_the_golden_body(string sink, NotificationType type)
    {
        await using var receiver = await Receiver.AnsweringAsync(202);
        await using var host = new SinkHost();

        var result = await host.SendAsync(SampleSinks.Of(sink, receiver.Url), SampleNotifications.Of(type));

        Assert.Equal(SinkVerdict.Delivered, result.Verdict);
        if (sink == "flashduty" && type == NotificationType.Acknowledged)
        {
            Assert.Empty(receiver.Requests);
            return;
        }

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Golden.Json($"{sink}.{SnakeCase.Of(type)}", request.Body);
    }

    [Fact]
    public async Task Slack_combined_message_says_both()
    {
        await using var receiver = await Receiver.AnsweringAsync(200, "ok");
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Slack(receiver.Url), SampleNotifications.Of(NotificationType.Resolved, 2) with { IsCombined = true });

        Golden.Json("slack.combined", Assert.Single(receiver.Requests).Body);
    }
}
