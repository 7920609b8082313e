using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

/// <summary>The inbox of the HTTP edge, which rides on rows, due times and the journal.</summary>
public abstract class InboxContract : StorageContract
{
    private static readonly AlertEvent Alert = new()
    {
        Integration = "web",
        Issue = IssueKey.Issue("web", "1"),
        Kind = AlertKind.Trigger,
        Resource = "event_alert",
        Action = "triggered",
        Severity = Severity.Warning,
        OrderTime = Start,
        ReceivedAt = Start,
        EventId = "0123456789abcdef0123456789abcdef",
    };

    private static readonly RouteDecision Route = new() { ConfigVersion = 3, Destinations = [] };

    [Fact]
    public async Task Webhook_is_due_at_once_and_reads_as_it_was_given()
    {
        var result = await CommitAsync(InboxStore.Append("a", Alert, Route, Start));

        var due = Assert.Single(await DueAsync());
        Assert.Equal(new(InboxStore.GrainType, "a"), due.Key);
        var (alert, route) = InboxStore.Read((await Store.Grains.ReadAsync(due.Key))!.State);
        Assert.Equal((Alert.Issue, Alert.EventId, Alert.ReceivedAt, 3), (alert.Issue, alert.EventId, alert.ReceivedAt, route.ConfigVersion));
        var entry = await Store.Journal.ReadAsync(result.FirstPosition);
        Assert.Equal((JournalKind.Inbox, due.Key), (entry!.Kind, entry.Key));
        Assert.Equal(Alert.Issue, InboxStore.Read(entry.Data).Alert.Issue);
    }

    [Fact]
    public async Task Handed_over_it_is_gone_and_its_receipt_stays()
    {
        var result = await CommitAsync(InboxStore.Append("a", Alert, Route, Start));
        var key = (await DueAsync())[0].Key;
        await CommitAsync(InboxStore.Remove(key, (await Store.Grains.ReadAsync(key))!));

        Assert.Empty(await DueAsync());
        Assert.Null(await Store.Grains.ReadAsync(key));
        Assert.NotNull(await Store.Journal.ReadAsync(result.FirstPosition));
    }

    [Fact]
    public async Task Handed_over_twice_it_is_removed_once()
    {
        await CommitAsync(InboxStore.Append("a", Alert, Route, Start));
        var key = (await DueAsync())[0].Key;
        var row = (await Store.Grains.ReadAsync(key))!;
        await CommitAsync(InboxStore.Remove(key, row));

        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(InboxStore.Remove(key, row)));
    }

    [Fact]
    public async Task No_retention_takes_what_waits()
    {
        await CommitAsync(InboxStore.Append("a", Alert, Route, Start));
        while (await Store.Retention.PurgeStepAsync(Start.AddYears(1), Start.AddYears(1), 100))
        {
            // On to the next step.
        }

        Assert.Single(await DueAsync());
    }

    private async Task<List<DueRow>> DueAsync()
    {
        var rows = new List<DueRow>();
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            rows.AddRange(await Store.Due.ReadDueAsync(shard, Start, 100));
        return rows;
    }
}
