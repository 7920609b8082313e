using System.Collections.Concurrent;
using System.Diagnostics;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Delivery;

public sealed class TracingTests
{
    [Fact]
    public async Task Notification_and_its_attempt_are_spans_of_the_incident()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var attempted = new SemaphoreSlim(0);
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { Id = "traced" });
        router.Sink.Answer = _ => Task.FromResult(new SinkResult(SinkVerdict.Reject, FailureReason.Rejected, 400));
        var alert = router.Alert(AlertKind.Trigger);
        var incident = $"{router.Config.Table.Route(alert).Destinations[0].Incident}-1";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Router",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("incident") != incident)
                    return;
                ended.Enqueue(activity);
                if (activity.OperationName == "delivery.attempt")
                    attempted.Release();
            },
        };
        ActivitySource.AddActivityListener(listener);

        await router.SendAsync(alert);
        Assert.True(await attempted.WaitAsync(DeliveryCluster.Bound));
        var notification = ended.Single(a => a.OperationName == "notification");
        Assert.Equal(("triggered", "first_notification", 1L), (notification.GetTagItem("type"), notification.GetTagItem("reason"), notification.GetTagItem("sequence")));
        var attempt = ended.Single(a => a.OperationName == "delivery.attempt");
        Assert.Equal(("reject", "rejected", 400), (attempt.GetTagItem("outcome"), attempt.GetTagItem("reason"), attempt.GetTagItem("http.response.status_code")));
        Assert.Equal(ActivityStatusCode.Error, attempt.Status);
    }
}
