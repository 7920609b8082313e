using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Noise;

public class SilencedIncidentTests
{
    [Fact]
    public async Task What_a_silence_held_back_is_told_after_a_restart_when_the_silence_has_ended()
    {
        var storage = new FakeStorage();
        string key;
        await using (var first = await RouterCluster.StartAsync(storage: storage))
        {
            first.Silences.Current = Silence(first.Time.GetUtcNow().AddMinutes(2));
            var alert = first.Alert(AlertKind.Trigger);
            key = first.Config.Table.Route(alert).Destinations[0].Incident.Value;
            await first.SendAsync(alert);
            await storage.WhenAsync(() => storage.Row(new("incident", key))?.DueAt == first.Time.GetUtcNow().AddMinutes(2));
            Assert.False(first.Sink.HasMore);
            await first.KillAsync();
        }

        await using var second = await RouterCluster.StartAsync(storage: storage);
        second.Time.Advance(TimeSpan.FromMinutes(2));
        await second.Incident(key).WakeAsync();
        Assert.Equal(NotifyReason.FirstNotification, (await second.Sink.NextAsync()).Reason);
    }

    [Fact]
    public async Task A_dropped_trigger_is_accepted_and_counted_and_reaches_no_incident()
    {
        await using var router = await RouterCluster.StartAsync();
        router.Silences.Current = Silence(router.Time.GetUtcNow().AddMinutes(2), SilenceMode.Drop);
        Assert.Equal(IngestReason.Triggered, (await router.SendAsync(router.Alert(AlertKind.Trigger, "a"))).Reason);
        Assert.Empty(router.Stored().Outbox);
        Assert.Empty(router.Stored().Reached);

        router.Time.Advance(TimeSpan.FromMinutes(2));
        await router.SendAsync(router.Alert(AlertKind.Trigger, "b"));
        var told = await router.Sink.NextAsync();
        Assert.Equal((NotificationType.Triggered, 2L), (told.Type, told.Issues[0].Count));
    }

    private static SilenceSet Silence(DateTimeOffset until, SilenceMode mode = SilenceMode.Mark) =>
        new([new() { Id = "quiet", When = ConditionCompiler.Compile("project == \"web\"").Condition!, Mode = mode, Schedule = new(null, until, null) }]);
}
