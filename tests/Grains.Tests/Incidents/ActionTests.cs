using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Incidents;

public class ActionTests
{
    private static PersonAction Acknowledge => new() { Kind = ActionKind.Acknowledge, Actor = "Ann", Reason = "mine" };

    private static PersonAction Resolve => new() { Kind = ActionKind.Resolve, Actor = "Ann" };

    private static Task<RouterCluster> GroupedAsync(FakeStorage? storage = null) =>
        RouterCluster.StartAsync(RouterCluster.Channel with { GroupBy = ["project"] }, storage);

    private static async Task<string> TriggerAsync(RouterCluster router, int issues)
    {
        for (var i = 1; i <= issues; i++)
            await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{i}", $"{i}"));
        var key = router.Config.Table.Route(router.Alert(AlertKind.Trigger)).Destinations[0].Incident.Value;
        await router.Storage.WhenAsync(() => Stored(router, key)?.Newest()?.Tally.Total == issues);
        return key;
    }

    private static IncidentState? Stored(RouterCluster router, string key) =>
        router.Storage.Row(new(IncidentStore.GrainType, key)) is { } row ? IncidentStore.Read(row.State) : null;

    private static IncidentRecord? Record(RouterCluster router, string id) =>
        router.Storage.Row(IncidentStore.RecordKey(id)) is { } row ? IncidentStore.ReadRecord(row.State) : null;

    [Fact]
    public async Task An_action_on_an_issue_reaches_the_sink_with_its_actor_and_the_audit()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        await router.Sink.NextAsync();

        Assert.Equal(ActionReason.Acknowledged, (await router.Issue().ActAsync(Acknowledge)).Reason);
        var told = await router.Sink.NextAsync();
        Assert.Equal((NotificationType.Acknowledged, "Ann"), (told.Type, told.Issues[0].Actor));
        Assert.Equal(ActionReason.AlreadyInState, (await router.Issue().ActAsync(Acknowledge)).Reason);
        Assert.Equal(ActionReason.Unknown, (await router.Issue("9").ActAsync(Acknowledge)).Reason);
        var audit = Assert.Single(router.Storage.Journal, entry => entry.Kind == JournalKind.Audit);
        Assert.Equal("""{"actor":"Ann","action":"issue_acknowledged","subject":"web|issue|1","reason":"mine"}""", System.Text.Encoding.UTF8.GetString(audit.Data.Span));
        Assert.Null(router.Storage.Row(new(IssueStore.GrainType, "web|issue|9")));
    }

    [Fact]
    public async Task An_action_on_an_incident_reaches_all_its_issues_before_it_answers()
    {
        await using var router = await GroupedAsync();
        var key = await TriggerAsync(router, 3);
        await router.Sink.NextAsync();

        Assert.Equal(ActionReason.Resolved, await router.Incident(key).ActAsync(1, Resolve));
        Assert.All(Enumerable.Range(1, 3), i => Assert.Equal(IssueStatus.Resolved, router.Stored($"{i}").History.Phase.Status));
        Assert.Equal(IncidentStatus.Resolved, Stored(router, key)!.Newest()!.Status);
        Assert.Equal(IncidentStatus.Resolved, Record(router, $"{key}-1")!.Incident.Status);
        Assert.Equal(NotificationType.Resolved, (await router.Sink.NextAsync()).Type);
        Assert.Equal(4, router.Storage.Journal.Count(entry => entry.Kind == JournalKind.Audit));
    }

    [Fact]
    public async Task An_action_that_could_not_reach_an_issue_is_finished_when_the_grain_is_woken()
    {
        await using var router = await GroupedAsync();
        var key = await TriggerAsync(router, 2);
        await router.Sink.NextAsync();
        router.Storage.Fault = write => write.Key.Id == "web|issue|2" ? new StoreUnavailableException("disk full") : null;

        Assert.Equal(ActionReason.Resolved, await router.Incident(key).ActAsync(1, Resolve with { Key = "k" }));
        Assert.Equal(IncidentStatus.Triggered, Stored(router, key)!.Newest()!.Status);
        Assert.NotNull(router.Storage.Row(new(IncidentStore.GrainType, key))!.DueAt);
        await router.WaitForDeactivationAsync(router.Issue("2"));

        router.Storage.Fault = _ => null;
        await router.Incident(key).WakeAsync();
        Assert.Equal(IncidentStatus.Resolved, Stored(router, key)!.Newest()!.Status);
        Assert.Empty(Stored(router, key)!.Acts);
        Assert.Equal(NotificationType.Resolved, (await router.Sink.NextAsync()).Type);
    }

    [Fact]
    public async Task An_action_that_a_killed_silo_had_begun_is_finished_by_the_next_one()
    {
        var storage = new FakeStorage();
        string key;
        await using (var first = await GroupedAsync(storage))
        {
            key = await TriggerAsync(first, 2);
            storage.Fault = write => write.Key.Type == IssueStore.GrainType ? new StoreUnavailableException("not yet") : null;
            await first.Incident(key).ActAsync(1, Acknowledge);
            await first.KillAsync();
        }

        storage.Fault = _ => null;
        await using var second = await GroupedAsync(storage);
        await second.Incident(key).WakeAsync();
        Assert.Equal(IncidentStatus.Acknowledged, Stored(second, key)!.Newest()!.Status);
        Assert.All(Enumerable.Range(1, 2), i => Assert.Equal("Ann", second.Stored($"{i}").Actor));
    }

    [Fact]
    public async Task Actions_and_events_at_the_same_time_neither_block_nor_get_lost()
    {
        await using var router = await GroupedAsync();
        var key = await TriggerAsync(router, 4);
        var events = Enumerable.Range(0, 60).Select(async i => { await router.SendAsync(router.Alert(AlertKind.Trigger, $"later{i}", $"{1 + (i % 4)}")); });
        var actions = Enumerable.Range(0, 6).Select(async i => { await router.Incident(key).ActAsync(1, i % 2 == 0 ? Resolve : Acknowledge); });
        var issues = Enumerable.Range(1, 4).Select(async i => { await router.Issue($"{i}").ActAsync(Acknowledge); });
        await Task.WhenAll(events.Concat(actions).Concat(issues)).WaitAsync(DeliveryCluster.Bound);

        await router.Incident(key).ActAsync(1, Resolve);
        Assert.Equal(IncidentStatus.Resolved, Stored(router, key)!.Newest()!.Status);
        Assert.Equal(64, Enumerable.Range(1, 4).Sum(i => router.Stored($"{i}").Count));
    }

    [Fact]
    public async Task A_snooze_that_has_run_out_is_told_when_the_grain_is_woken()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        var key = (await router.Sink.NextAsync()).IncidentId.Split('-')[0];
        var until = router.Time.GetUtcNow().AddMinutes(10);
        Assert.Equal(ActionReason.Snoozed, await router.Incident(key).ActAsync(1, new() { Kind = ActionKind.Snooze, Actor = "Ann", Until = until }));
        Assert.Equal(until, Record(router, $"{key}-1")!.Incident.SnoozedUntil);
        await router.Incident(key).WakeAsync();
        Assert.False(router.Sink.HasMore);

        router.Time.Advance(TimeSpan.FromMinutes(10));
        await router.Incident(key).WakeAsync();
        Assert.Equal(NotifyReason.SnoozeEnded, (await router.Sink.NextAsync()).Reason);
    }

    [Fact]
    public async Task A_record_that_was_removed_is_written_anew()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        var id = (await router.Sink.NextAsync()).IncidentId;
        await router.Storage.WhenAsync(() => Record(router, id) is not null);
        await router.Storage.CommitAsync(new() { Key = IncidentStore.RecordKey(id), ExpectedVersion = router.Storage.Row(IncidentStore.RecordKey(id))!.Version, Snapshot = null });

        await router.Issue().ActAsync(Acknowledge);
        await router.Sink.NextAsync();
        await router.Incident(id.Split('-')[0]).WakeAsync();
        Assert.Equal(IncidentStatus.Acknowledged, Record(router, id)!.Incident.Status);
    }
}
