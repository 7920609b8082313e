using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Noise;

/// <summary>The noise rules through the real grains: timers, restarts, and what incidents share.</summary>
public class NoiseGrainTests
{
    private static readonly GrainKeyOf Channel = new("ops");

    private static ChannelConfig Inhibiting => RouterCluster.Channel with
    {
        Inhibit = [new() { Source = When("severity == \"Critical\""), Target = When("severity == \"Warning\""), Equal = ["project"] }],
    };

    [Fact]
    public async Task A_target_is_held_back_over_a_restart_and_told_when_its_source_has_resolved()
    {
        var storage = new FakeStorage();
        await using (var first = await RouterCluster.StartAsync(Inhibiting, storage))
        {
            await first.SendAsync(first.Alert(AlertKind.Trigger, "s", "source") with { Severity = Severity.Critical });
            Assert.Equal("Issue source", (await first.Sink.NextAsync()).Title);
            await storage.WhenAsync(() => Stored(storage).Claims.Count == 1);
            await first.SendAsync(first.Alert(AlertKind.Trigger, "t", "target"));
            await storage.WhenAsync(() => Stored(storage).Waiters.Count == 1 && first.Stored("target").Outbox.IsEmpty);
            Assert.False(first.Sink.HasMore);
            await first.KillAsync();
        }

        await using var second = await RouterCluster.StartAsync(Inhibiting, storage);
        second.Time.Advance(TimeSpan.FromSeconds(10));
        await second.SendAsync(second.Alert(AlertKind.Resolve, "r", "source"));
        Assert.Equal(NotificationType.Resolved, (await second.Sink.NextAsync()).Type);
        await storage.WhenAsync(() => Stored(storage).Claims.IsEmpty && storage.Row(new(ChannelStore.GrainType, "ops"))?.DueAt <= second.Time.GetUtcNow());
        await Channel.Of(second).WakeAsync();

        var told = await second.Sink.NextAsync();
        Assert.Equal((NotificationType.Triggered, "Issue target"), (told.Type, told.Title));
        Assert.Empty(Stored(storage).Waiters);
        Assert.Empty(Stored(storage).Claims);
    }

    [Fact]
    public async Task The_excess_is_summarised_once_and_told_in_the_next_window()
    {
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { RateLimit = new(1, TimeSpan.FromMinutes(1)) });
        foreach (var id in (string[])["1", "2", "3"])
            await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{id}", id));
        Assert.Equal(NotifyReason.FirstNotification, (await router.Sink.NextAsync()).Reason);
        await router.Storage.WhenAsync(() => Stored(router.Storage).Waiters.Count == 2);
        Assert.False(router.Sink.HasMore);

        router.Time.Advance(TimeSpan.FromMinutes(1));
        await Channel.Of(router).WakeAsync();
        var sent = new[] { await router.Sink.NextAsync(), await router.Sink.NextAsync() };
        Assert.Equal("2 more incidents in the last minute, project=web", Assert.Single(sent, n => n.Reason == NotifyReason.Summary).Title);
        Assert.Single(sent, n => n.Reason == NotifyReason.FirstNotification);
        await Channel.Of(router).WakeAsync();
        Assert.Single(Stored(router.Storage).Waiters);

        router.Time.Advance(TimeSpan.FromMinutes(1));
        await Channel.Of(router).WakeAsync();
        Assert.Equal(NotifyReason.FirstNotification, (await router.Sink.NextAsync()).Reason);
        Assert.Empty(Stored(router.Storage).Waiters);
        Assert.False(router.Sink.HasMore);
    }

    [Fact]
    public async Task What_flaps_is_muted_over_a_restart_and_its_end_is_told_when_the_mute_is_over()
    {
        var channel = RouterCluster.Channel with { Flapping = new() { Changes = 3 } };
        var storage = new FakeStorage();
        string key;
        await using (var first = await RouterCluster.StartAsync(channel, storage))
        {
            key = first.Config.Table.Route(first.Alert(AlertKind.Trigger)).Destinations[0].Incident.Value;
            foreach (var (kind, reason) in ((AlertKind, NotifyReason)[])[
                (AlertKind.Trigger, NotifyReason.FirstNotification), (AlertKind.Resolve, NotifyReason.Resolved), (AlertKind.Trigger, NotifyReason.FlappingStarted)])
            {
                first.Time.Advance(TimeSpan.FromMinutes(1));
                await first.SendAsync(first.Alert(kind, $"{first.Time.GetUtcNow():O}"));
                Assert.Equal(reason, (await first.Sink.NextAsync()).Reason);
            }

            first.Time.Advance(TimeSpan.FromMinutes(1));
            var until = first.Time.GetUtcNow().AddMinutes(119);
            await first.SendAsync(first.Alert(AlertKind.Resolve, "last"));
            await storage.WhenAsync(() => storage.Row(new("incident", key))?.DueAt == until);
            Assert.False(first.Sink.HasMore);
            await first.KillAsync();
        }

        await using var second = await RouterCluster.StartAsync(channel, storage);
        second.Time.Advance(TimeSpan.FromMinutes(124));
        await second.Incident(key).WakeAsync();
        var told = await second.Sink.NextAsync();
        Assert.Equal((NotificationType.Resolved, NotifyReason.FlappingEnded), (told.Type, told.Reason));
    }

    [Fact]
    public async Task A_reminder_is_due_in_the_row_and_comes_when_it_is_woken()
    {
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { RepeatEvery = TimeSpan.FromHours(1) });
        var key = router.Config.Table.Route(router.Alert(AlertKind.Trigger)).Destinations[0].Incident.Value;
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        await router.Sink.NextAsync();
        await router.Storage.WhenAsync(() => router.Storage.Row(new("incident", key))?.DueAt == router.Time.GetUtcNow().AddHours(1));

        router.Time.Advance(TimeSpan.FromHours(1));
        await router.Incident(key).WakeAsync();
        Assert.Equal(NotifyReason.Reminder, (await router.Sink.NextAsync()).Reason);
    }

    private static ChannelState Stored(FakeStorage storage) =>
        storage.Row(new(ChannelStore.GrainType, "ops")) is { } row ? ChannelStore.Read(new(row.Version, row.State, 0, row.Parts)) : new();

    private static Condition When(string text) => ConditionCompiler.Compile(text).Condition!;

    private sealed record GrainKeyOf(string Id)
    {
        public IChannelGrain Of(RouterCluster router) => router.Grains.GetGrain<IChannelGrain>(Id);
    }
}
