using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Storage;
using Router.Grains.Noise;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Noise;

public class SilenceHostTests
{
    private readonly FakeIndex _index = new();

    [Fact]
    public async Task A_stored_silence_is_in_force_when_it_was_looked_for_and_listed_as_over_when_it_has_run_out()
    {
        await using var router = await RouterCluster.StartAsync();
        using var host = Host(router);
        await StoreAsync(router, "s-1");
        await host.RefreshAsync(default);
        Assert.Equal(["s-1"], host.Current.All.Select(s => s.Id));

        router.Time.Advance(TimeSpan.FromHours(1));
        await host.RefreshAsync(default);
        Assert.Empty(host.Current.All);
        Assert.Equal(router.Time.GetUtcNow(), Stored(router, "s-1").EndedAt);
        Assert.Null(router.Storage.Row(SilenceStore.Key("s-1"))!.DueAt);
    }

    [Fact]
    public async Task What_a_silence_held_back_is_told_soon_after_it_was_ended_by_hand()
    {
        await using var router = await RouterCluster.StartAsync();
        using var host = Host(router);
        await StoreAsync(router, "s-1");
        await host.StartAsync(default);
        router.Silences.Current = host.Current;
        var alert = router.Alert(AlertKind.Trigger);
        var incident = new GrainKey(IncidentStore.GrainType, router.Config.Table.Route(alert).Destinations[0].Incident.Value);
        await router.SendAsync(alert);
        await router.Storage.WhenAsync(() => router.Storage.Row(incident) is not null);
        _index.Rows.Add((incident, nameof(IncidentStatus.Triggered)));
        Assert.False(router.Sink.HasMore);

        _index.Rows.RemoveAll(r => r.Key.Type == SilenceStore.GrainType);
        router.Silences.Current = SilenceSet.Empty;
        await host.RefreshAsync(default);

        Assert.Equal(NotifyReason.FirstNotification, (await router.Sink.NextAsync()).Reason);
        Assert.Empty(host.Current.All);
        await host.StopAsync(default);
    }

    [Fact]
    public async Task A_changed_config_brings_its_silences()
    {
        await using var router = await RouterCluster.StartAsync();
        using var host = Host(router);
        await host.RefreshAsync(default);
        Assert.Empty(host.Current.All);

        router.Config.Swap(router.Config.Table.Config with { Silences = [Draft(router).Read("deploy", [])!] });
        await host.RefreshAsync(default);
        Assert.Equal(["deploy"], host.Current.All.Select(s => s.Id));
    }

    [Fact]
    public async Task What_a_rule_held_back_is_told_soon_after_the_rule_is_gone()
    {
        var quiet = new WeeklyWindow([.. Enum.GetValues<DayOfWeek>()], default, default, TimeZoneInfo.Utc);
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { QuietHours = new() { Hours = quiet } });
        using var host = Host(router);
        await host.StartAsync(default);
        var alert = router.Alert(AlertKind.Trigger);
        var incident = new GrainKey(IncidentStore.GrainType, router.Config.Table.Route(alert).Destinations[0].Incident.Value);
        await router.SendAsync(alert);
        await router.Storage.WhenAsync(() => router.Storage.Row(incident) is not null);
        _index.Rows.Add((incident, nameof(IncidentStatus.Triggered)));
        Assert.False(router.Sink.HasMore);

        var config = router.Config.Table.Config;
        router.Config.Swap(config with { Channels = [config.Channels[0] with { QuietHours = null }] });
        await host.RefreshAsync(default);
        Assert.Equal(NotifyReason.FirstNotification, (await router.Sink.NextAsync()).Reason);
        await host.StopAsync(default);
    }

    private SilenceHost Host(RouterCluster router) => new(
        router.Config, new(router.Storage, _index, NullLogger<StoredSilences>.Instance), _index, router.Grains, router.Time, NullLogger<SilenceHost>.Instance);

    private static SilenceDraft Draft(RouterCluster router) =>
        new() { When = "true", Until = router.Time.GetUtcNow().AddHours(1).ToString("O") };

    private async Task StoreAsync(RouterCluster router, string id)
    {
        var record = new SilenceRecord { Id = id, Draft = Draft(router), Request = "", CreatedBy = "Ann", CreatedAt = router.Time.GetUtcNow() };
        await router.Storage.CommitAsync(new() { Key = SilenceStore.Key(id), ExpectedVersion = 0, Snapshot = () => SilenceStore.Snapshot(record) });
        _index.Rows.Add((SilenceStore.Key(id), SilenceStore.Live));
    }

    private static SilenceRecord Stored(RouterCluster router, string id) => SilenceStore.Read(router.Storage.Row(SilenceStore.Key(id))!.State);
}
