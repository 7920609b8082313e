using System.Collections.Concurrent;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Grains.Tests.Issues;

public class IssueCountTests
{
    [Fact]
    public async Task Repeats_reach_a_grouped_incident_once_a_second_and_tell_nobody()
    {
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { GroupBy = ["project"], UpdateEvery = TimeSpan.Zero });
        var writes = IncidentWrites(router);
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e1"));
        await router.Sink.NextAsync();
        var before = writes.Count;
        for (var i = 2; i <= 5; i++)
            await router.SendAsync(router.Alert(AlertKind.Trigger, $"e{i}"));
        router.Time.Advance(IssueCount.Pace);
        await router.Storage.WhenAsync(() => Member(router)?.Count == 5);
        Assert.Single(writes.Skip(before), w => !w.Parts.IsDefaultOrEmpty);
        Assert.All(writes.Skip(before), w => Assert.Empty(w.Journal));
        Assert.False(router.Sink.HasMore);

        await router.SendAsync(router.Alert(AlertKind.Trigger, "other", "2"));
        var joined = await router.Sink.NextAsync();
        Assert.Equal(NotificationType.Updated, joined.Type);
        Assert.Equal(5, joined.Issues.Single(i => i.Key == IssueKey.Issue("web", "1")).Count);
    }

    [Fact]
    public async Task Incident_of_one_issue_hears_the_counts_with_the_next_report()
    {
        await using var router = await RouterCluster.StartAsync();
        var writes = IncidentWrites(router);
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e1"));
        await router.Sink.NextAsync();
        await router.SendAsync(router.Alert(AlertKind.Trigger, "e2"));
        router.Time.Advance(IssueCount.Pace);
        await router.SendAsync(router.Alert(AlertKind.Resolve));
        Assert.Equal(2, (await router.Sink.NextAsync()).Issues[0].Count);
        Assert.Equal(2, writes.Count(w => !w.Parts.IsDefaultOrEmpty));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Counts_that_come_late_or_twice_change_nothing(long count, bool changes)
    {
        await using var router = await RouterCluster.StartAsync(RouterCluster.Channel with { GroupBy = ["project"] });
        var alert = router.Alert(AlertKind.Trigger);
        await router.SendAsync(alert);
        await router.Sink.NextAsync();
        var incident = router.Config.Table.Route(alert).Destinations[0].Incident;
        await router.Incident(incident.Value).CountAsync(new(incident, alert.Issue, 5, alert.OrderTime));
        var writes = IncidentWrites(router);
        await router.Incident(incident.Value).CountAsync(new(incident, alert.Issue, count, alert.OrderTime));
        Assert.Equal(changes, writes.Any(w => !w.Parts.IsDefaultOrEmpty));
        Assert.Equal(changes ? count : 5, Member(router)!.Count);
    }

    private static ConcurrentQueue<GrainWrite> IncidentWrites(RouterCluster router)
    {
        var writes = new ConcurrentQueue<GrainWrite>();
        router.Storage.Fault = write =>
        {
            if (write.Key.Type == IncidentStore.GrainType)
                writes.Enqueue(write);
            return null;
        };
        return writes;
    }

    private static NotificationIssue? Member(RouterCluster router)
    {
        var incident = router.Config.Table.Route(router.Alert(AlertKind.Trigger)).Destinations[0].Incident;
        return router.Storage.Row(new(IncidentStore.GrainType, incident.Value)) is { } row && row.Parts.TryGetValue("web|issue|1", out var part)
            ? IncidentStore.ReadMember(part).Issue : null;
    }
}
