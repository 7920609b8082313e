using System.Text.Json;
using Router.Domain.Delivery;

namespace Router.Grains.Tests.Sinks;

public sealed class PagerDutySinkTests
{
    [Fact]
    public async Task New_key_is_triggered_before_the_old_one_is_resolved()
    {
        await using var receiver = await Receiver.AnsweringAsync(202);
        await using var host = new SinkHost();
        var escalated = SampleNotifications.Of(NotificationType.Escalated) with { PagerKey = "i:Critical", RetiredPagerKey = "i" };

        var result = await host.SendAsync(SampleSinks.PagerDuty(receiver.Url), escalated);

        Assert.Equal(SinkVerdict.Delivered, result.Verdict);
        Assert.Equal([("trigger", "i:Critical"), ("resolve", "i")], receiver.Requests.Select(Action));
    }

    [Fact]
    public async Task Refused_trigger_leaves_the_old_key_alone()
    {
        await using var receiver = await Receiver.AnsweringAsync(500);
        await using var host = new SinkHost();
        var escalated = SampleNotifications.Of(NotificationType.Escalated) with { PagerKey = "i:Critical", RetiredPagerKey = "i" };

        var result = await host.SendAsync(SampleSinks.PagerDuty(receiver.Url), escalated);

        Assert.Equal(SinkVerdict.Retry, result.Verdict);
        Assert.Equal([("trigger", "i:Critical")], receiver.Requests.Select(Action));
    }

    private static (string Action, string Key) Action(ReceivedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return (body.RootElement.GetProperty("event_action").GetString()!, body.RootElement.GetProperty("dedup_key").GetString()!);
    }
}
