using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Tests.Delivery;

namespace Router.Grains.Tests.Issues;

public class IssueGrainTests
{
    [Fact]
    public async Task A_trigger_and_its_resolve_reach_the_sink_in_order()
    {
        await using var router = await RouterCluster.StartAsync();
        Assert.Equal(IngestReason.Triggered, (await router.SendAsync(router.Alert(AlertKind.Trigger))).Reason);
        Assert.Equal(IngestReason.SameEventAndRule, (await router.SendAsync(router.Alert(AlertKind.Trigger))).Reason);
        var told = await router.Sink.NextAsync();
        Assert.Equal((NotificationType.Triggered, 1L), (told.Type, told.Sequence));

        Assert.Equal(IngestReason.Resolved, (await router.SendAsync(router.Alert(AlertKind.Resolve))).Reason);
        var ended = await router.Sink.NextAsync();
        Assert.Equal((NotificationType.Resolved, 2L, told.IncidentId), (ended.Type, ended.Sequence, ended.IncidentId));
        Assert.Equal(1, router.Stored().Count);
    }

    [Fact]
    public async Task Concurrent_events_of_one_issue_are_each_counted_once()
    {
        await using var router = await RouterCluster.StartAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => router.SendAsync(router.Alert(AlertKind.Trigger, $"e{i}"))));
        Assert.Equal(200, router.Stored().Count);
        Assert.Single(results, r => r.Reason == IngestReason.Triggered);
    }

    [Fact]
    public async Task A_failed_commit_is_told_to_the_caller_and_leaves_no_trace()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e1"));
        router.Storage.Fault = write => write.Key.Type == IssueStore.GrainType ? new StoreUnavailableException("disk full") : null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => router.SendAsync(router.Alert(AlertKind.Trigger, "e2")));
        await router.WaitForDeactivationAsync(router.Issue());
        router.Storage.Fault = _ => null;

        Assert.Equal(IngestReason.Repeated, (await router.SendAsync(router.Alert(AlertKind.Trigger, "e2"))).Reason);
        Assert.Equal(2, router.Stored().Count);
    }

    [Fact]
    public async Task An_unknown_outcome_that_was_written_counts_once()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e1"));
        router.Storage.FailsAfterWriting = true;
        router.Storage.Fault = write => write.Key.Type == IssueStore.GrainType ? new StoreUnavailableException("connection lost") : null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => router.SendAsync(router.Alert(AlertKind.Trigger, "e2")));
        await router.WaitForDeactivationAsync(router.Issue());
        router.Storage.Fault = _ => null;

        Assert.Equal(IngestReason.SameEventAndRule, (await router.SendAsync(router.Alert(AlertKind.Trigger, "e2"))).Reason);
        Assert.Equal(2, router.Stored().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grains_under_failing_commits_are_what_the_store_says(bool written)
    {
        const int Sends = 120;
        await using var router = await RouterCluster.StartAsync();
        var commits = 0;
        router.Storage.FailsAfterWriting = written;
        router.Storage.Fault = _ => Interlocked.Increment(ref commits) % 3 == 0 ? new StoreUnavailableException("disk I/O error") : null;
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, Sends).Select(async i =>
        {
            if (await IsTakenAsync(router, i))
                Interlocked.Increment(ref taken);
        }));
        Assert.True(taken < Sends, "no commit failed");
        Assert.InRange(Enumerable.Range(0, 4).Sum(i => router.Stored($"{i}").Count), taken, Sends);

        // A grain that failed refuses until it has gone and reads again.
        router.Storage.Fault = _ => null;
        for (var i = 0; i < Sends; i++)
        {
            var attempts = 0;
            while (!await IsTakenAsync(router, i))
                Assert.True(++attempts < 10_000, $"e{i} is still refused");
        }

        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(Sends / 4, router.Stored($"{i}").Count));
    }

    private static async Task<bool> IsTakenAsync(RouterCluster router, int i)
    {
        try
        {
            await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{i}", $"{i % 4}"));
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException)
        {
            return false;
        }
    }

    [Fact]
    public async Task Reports_that_could_not_be_handed_over_are_when_the_grain_is_woken()
    {
        await using var router = await RouterCluster.StartAsync();
        router.Storage.Fault = write => write.Key.Type == "incident" ? new StoreUnavailableException("disk full") : null;
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        Assert.NotNull(router.Storage.Row(new(IssueStore.GrainType, "web|issue|1"))!.DueAt);
        Assert.NotEmpty(router.Stored().Outbox);

        router.Storage.Fault = _ => null;
        await router.Issue().WakeAsync();
        Assert.Equal(NotificationType.Triggered, (await router.Sink.NextAsync()).Type);
        await router.Storage.WhenAsync(() => router.Stored().Outbox.IsEmpty);
    }

    [Fact]
    public async Task Handover_that_keeps_failing_is_logged_once_in_one_line_and_its_wake_fails()
    {
        await using var router = await RouterCluster.StartAsync();
        router.Storage.Fault = write => write.Key.Type == "incident" ? new StoreUnavailableException("disk full") : null;
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        await router.SendAsync(router.Alert(AlertKind.Resolve));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => router.Issue().WakeAsync());
        await router.SendAsync(router.Alert(AlertKind.Trigger, "again"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => router.Issue().WakeAsync());

        var line = Assert.Single(router.Log.Lines, l => l.StartsWith("Issue web|issue|1 could not tell its incidents; it will be tried again: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_silo_had_committed_is_told_by_the_next_one()
    {
        var storage = new FakeStorage { Fault = write => write.Key.Type == "incident" ? new StoreUnavailableException("not yet") : null };
        await using (var first = await RouterCluster.StartAsync(storage: storage))
        {
            await first.SendAsync(first.Alert(AlertKind.Trigger));
            await first.KillAsync();
        }

        storage.Fault = _ => null;
        await using var second = await RouterCluster.StartAsync(storage: storage);
        await second.Issue().WakeAsync();
        Assert.Equal(NotificationType.Triggered, (await second.Sink.NextAsync()).Type);
    }

    [Fact]
    public async Task An_issue_that_went_quiet_is_ended_when_woken()
    {
        await using var router = await RouterCluster.StartAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger));
        await router.Sink.NextAsync();
        router.Time.Advance(TimeSpan.FromHours(24));
        await router.Issue().WakeAsync();
        Assert.Equal(NotifyReason.Quiet, (await router.Sink.NextAsync()).Reason);
        Assert.Equal(IssueStatus.Resolved, router.Stored().History.Phase.Status);
    }

    [Fact]
    public async Task A_test_is_delivered_and_leaves_no_issue()
    {
        await using var router = await RouterCluster.StartAsync();
        Assert.Equal(IngestReason.Test, (await router.SendAsync(router.Alert(AlertKind.Trigger) with { IsTest = true })).Reason);
        var told = await router.Sink.NextAsync();
        Assert.Equal((NotificationType.Test, true), (told.Type, told.IsTest));
        Assert.Null(router.Storage.Row(new(IssueStore.GrainType, "web|issue|1")));
    }

    [Fact]
    public async Task A_delayed_incident_is_told_when_woken_after_its_delay()
    {
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { Delay = TimeSpan.FromSeconds(30) });
        var alert = router.Alert(AlertKind.Trigger);
        await router.SendAsync(alert);
        var key = router.Config.Table.Route(alert).Destinations[0].Incident.Value;
        await router.Storage.WhenAsync(() => router.Storage.Row(new("incident", key)) is not null);
        Assert.False(router.Sink.HasMore);
        router.Time.Advance(TimeSpan.FromSeconds(30));
        await router.Incident(key).WakeAsync();
        Assert.Equal(NotificationType.Triggered, (await router.Sink.NextAsync()).Type);
    }
}
