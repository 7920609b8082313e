using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Issues;

namespace Router.Grains.Tests.Inbox;

public class InboxGrainTests
{
    private static readonly GrainKey Key = new(InboxStore.GrainType, "a");

    [Fact]
    public async Task Woken_it_hands_the_webhook_to_its_issue_and_is_gone()
    {
        await using var router = await RouterCluster.StartAsync();
        await QueueAsync(router, router.Alert(AlertKind.Trigger));

        await WakeAsync(router);

        Assert.Equal((IssueStatus.Triggered, 1L), (router.Stored().History.Phase.Status, router.Stored().Count));
        Assert.Null(router.Storage.Row(Key));
        await WakeAsync(router);
        Assert.Equal(1, router.Stored().Count);
    }

    [Fact]
    public async Task Webhook_that_its_issue_took_after_all_counts_once()
    {
        await using var router = await RouterCluster.StartAsync();
        var alert = router.Alert(AlertKind.Trigger);
        await router.SendAsync(alert);
        await QueueAsync(router, alert);

        await WakeAsync(router);

        Assert.Equal(1, router.Stored().Count);
        Assert.Null(router.Storage.Row(Key));
    }

    [Fact]
    public async Task Issue_that_can_not_commit_leaves_it_there_for_the_next_wake()
    {
        await using var router = await RouterCluster.StartAsync();
        await QueueAsync(router, router.Alert(AlertKind.Trigger));
        router.Storage.Fault = write => write.Key.Type == IssueStore.GrainType ? new StoreUnavailableException("disk full") : null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => WakeAsync(router));
        Assert.NotNull(router.Storage.Row(Key));
        await router.WaitForDeactivationAsync(router.Issue());
        router.Storage.Fault = _ => null;

        await WakeAsync(router);

        Assert.Equal(1, router.Stored().Count);
        Assert.Null(router.Storage.Row(Key));
    }

    private static Task QueueAsync(RouterCluster router, AlertEvent alert) =>
        router.Storage.CommitAsync(InboxStore.Append(Key.Id, alert, router.Config.Table.Route(alert), router.Time.GetUtcNow()));

    private static Task WakeAsync(RouterCluster router) => router.Grains.GetGrain<IInboxGrain>(Key.Id).WakeAsync();
}
