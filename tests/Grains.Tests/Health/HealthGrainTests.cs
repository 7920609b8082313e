using Router.Domain.Delivery;
using Router.Domain.Health;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Health;

public class HealthGrainTests
{
    private static readonly HealthCause Refused = new(HealthKind.ConfigRefused, "", "The config file is refused", "2 errors");

    [Fact]
    public async Task Cause_is_told_once_and_its_end_too()
    {
        await using var router = await StartAsync();

        await ReportAsync(router, Refused);
        var begun = await router.Sink.NextAsync();
        router.Time.Advance(TimeSpan.FromSeconds(5));
        await ReportAsync(router, Refused);
        router.Time.Advance(TimeSpan.FromSeconds(5));
        await ReportAsync(router);
        var over = await router.Sink.NextAsync();

        Assert.Equal((NotificationType.Triggered, "The config file is refused", "config_refused"), (begun.Type, begun.Title, begun.Issues[0].Rule));
        Assert.Equal((NotificationType.Resolved, begun.IncidentId), (over.Type, over.IncidentId));
        Assert.Equal("_router|system|config_refused", begun.Issues[0].Key.Value);
    }

    [Fact]
    public async Task Cause_that_one_of_two_processes_sees_is_not_over()
    {
        await using var router = await StartAsync();
        await ReportAsync(router, Refused);
        await router.Sink.NextAsync();

        await router.Grains.GetGrain<IHealthGrain>("router").ReportAsync(new("another", [], ImmutableDictionary<string, DateTimeOffset>.Empty));

        Assert.Equal("config_refused", Assert.Single(Stored(router).Open));
        router.Time.Advance(TimeSpan.FromMinutes(2));
        await router.Grains.GetGrain<IHealthGrain>("router").ReportAsync(new("another", [], ImmutableDictionary<string, DateTimeOffset>.Empty));
        Assert.Equal(NotificationType.Resolved, (await router.Sink.NextAsync()).Type);
    }

    [Fact]
    public async Task Disabled_sink_is_told_until_a_person_enables_it()
    {
        await using var router = await StartAsync();
        var sink = router.Grains.GetGrain<ISinkGrain>(router.Config.Table.Config.Sinks[0].Id);
        await sink.DisableAsync("410: gone");

        await ReportAsync(router);

        Assert.Contains($"sink_disabled.{router.Config.Table.Config.Sinks[0].Id}", Stored(router).Open);
        await sink.EnableAsync("Ann", null);
        await ReportAsync(router);
        Assert.DoesNotContain($"sink_disabled.{router.Config.Table.Config.Sinks[0].Id}", Stored(router).Open);
        Assert.Equal(IssueStatus.Resolved, IssueStore.Read(router.Storage.Row(new(IssueStore.GrainType, HealthPolicy.KeyOf($"sink_disabled.{router.Config.Table.Config.Sinks[0].Id}").Value))?.State).History.Phase.Status);
    }

    [Fact]
    public async Task Dead_letter_is_told_until_it_is_dropped()
    {
        await using var router = await StartAsync();
        router.Sink.Answer = notification => Task.FromResult(notification.Issues[0].Key.Integration == "web" ? new(SinkVerdict.Reject, FailureReason.Rejected, 400) : SinkResult.Delivered());
        await router.SendAsync(router.Alert(Domain.Alerts.AlertKind.Trigger));
        await router.Sink.NextAsync();
        await router.Storage.WhenAsync(() => router.Storage.Rows().Any(row => row.Value.Index?.Status == nameof(DeliveryStatus.DeadLetter)));

        await ReportAsync(router);

        var told = await router.Sink.NextAsync();
        Assert.Equal($"Deliveries to sink {router.Config.Table.Config.Sinks[0].Id} were given up", told.Title);
    }

    [Fact]
    public async Task Silent_integration_is_told_and_its_next_webhook_ends_it()
    {
        await using var router = await StartAsync(silentAfter: TimeSpan.FromDays(1));
        await ReportAsync(router);
        router.Time.Advance(TimeSpan.FromDays(1));
        await ReportAsync(router);
        Assert.Equal("No webhook has come for integration web", (await router.Sink.NextAsync()).Title);

        await router.Grains.GetGrain<IHealthGrain>("router").ReportAsync(new("host", [], ImmutableDictionary<string, DateTimeOffset>.Empty.Add("web", router.Time.GetUtcNow())));

        Assert.Equal(NotificationType.Resolved, (await router.Sink.NextAsync()).Type);
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_when_the_store_is_back()
    {
        await using var router = await StartAsync();
        router.Storage.Fault = write => write.Key.Type == IssueStore.GrainType ? new StoreUnavailableException("disk full") : null;
        await Assert.ThrowsAnyAsync<Exception>(() => ReportAsync(router, Refused));
        Assert.Empty(Stored(router).Open);

        router.Storage.Fault = _ => null;
        await router.WaitForDeactivationAsync(router.Grains.GetGrain<IIssueGrain>("_router|system|config_refused"));
        await ReportAsync(router, Refused);

        Assert.Equal(NotificationType.Triggered, (await router.Sink.NextAsync()).Type);
    }

    [Fact]
    public async Task Without_a_system_channel_nobody_is_told()
    {
        await using var router = await RouterCluster.StartAsync();

        await ReportAsync(router, Refused);

        Assert.Empty(Stored(router).Open);
        Assert.DoesNotContain(router.Storage.Rows(), row => row.Key.Type == IssueStore.GrainType);
    }

    private static Task<RouterCluster> StartAsync(TimeSpan? silentAfter = null) =>
        RouterCluster.StartAsync(change: config => config with
        {
            System = new() { Channel = RouterCluster.Channel.Id },
            Integrations = [config.Integrations[0] with { SilentAfter = silentAfter }],
        });

    private static Task ReportAsync(RouterCluster router, params HealthCause[] causes) =>
        router.Grains.GetGrain<IHealthGrain>("router").ReportAsync(new("host", [.. causes], ImmutableDictionary<string, DateTimeOffset>.Empty));

    private static HealthState Stored(RouterCluster router)
    {
        var row = router.Storage.Row(HealthStore.Health)!;
        return HealthStore.ReadHealth(new(row.Version, row.State, 0, row.Parts));
    }
}
