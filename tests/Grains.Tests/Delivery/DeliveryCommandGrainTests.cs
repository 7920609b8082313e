using Router.Domain.Audit;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Tests.Sinks;

namespace Router.Grains.Tests.Delivery;

public sealed class DeliveryCommandGrainTests
{
    private const string Incident = "a-1";
    private static readonly SinkResult Rejected = new(SinkVerdict.Reject, FailureReason.Rejected, 400, "no");

    [Fact]
    public async Task Retried_dead_letter_arrives_with_its_constant_id_and_is_audited_in_the_same_commit()
    {
        await using var cluster = await DeadAsync();
        cluster.Sink.Answer = _ => Task.FromResult(SinkResult.Delivered(200));
        GrainWrite? commit = null;
        cluster.Storage.Fault = write =>
        {
            commit ??= write;
            return null;
        };

        var result = await cluster.Queue().CommandAsync(Command(DeliveryVerb.Retry));

        Assert.Equal(new(DeliveryCommandReason.Requeued, 1), result);
        Assert.Equal([JournalKind.Delivery, JournalKind.Audit], commit!.Journal.Select(entry => entry.Kind));
        var audit = StoredJson.Read<AuditEntry>(commit.Journal[1].Data);
        Assert.Equal(("ann", "delivery_retried", $"{Incident}-1-ops", "mended"), (audit.Actor, audit.Action, audit.Subject, audit.Reason));
        var again = await cluster.Sink.NextAsync();
        Assert.Equal($"{Incident}-1-ops", again.DeliveryId("ops"));
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.DeadLetters.IsEmpty);
        Assert.Empty(cluster.State().Messages);
    }

    [Fact]
    public async Task Same_key_over_a_restart_retries_once()
    {
        var storage = new FakeStorage();
        await using (var before = await DeadAsync(storage))
        {
            await before.Queue().CommandAsync(Command(DeliveryVerb.Retry) with { IdempotencyKey = "k" });
            await before.Sink.NextAsync();
            await before.StoredAsync(state => state.DeadLetters.Length == 1);
        }

        await using var after = await DeliveryCluster.StartAsync(storage);
        var result = await after.Queue().CommandAsync(Command(DeliveryVerb.Retry) with { IdempotencyKey = "k" });

        Assert.Equal(DeliveryCommandReason.Requeued, result.Reason);
        Assert.Single(after.State().DeadLetters);
        Assert.False(after.Sink.HasMore);
    }

    [Fact]
    public async Task Dropped_head_lets_the_next_go()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Sink.Answer = notification => Task.FromResult(notification.Sequence == 1 ? new SinkResult(SinkVerdict.Retry, FailureReason.ServerError, 503) : SinkResult.Delivered(200));
        await cluster.Queue().EnqueueAsync([Triggered(1), Triggered(2)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.Queue is [{ Attempts: 1 }, _]);

        var result = await cluster.Queue().CommandAsync(Command(DeliveryVerb.Drop));

        Assert.Equal(DeliveryCommandReason.Dropped, result.Reason);
        Assert.Equal(2, (await cluster.Sink.NextAsync()).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty);
    }

    [Fact]
    public async Task Unknown_delivery_writes_nothing()
    {
        await using var cluster = await DeliveryCluster.StartAsync();

        Assert.Equal(DeliveryCommandReason.NotFound, (await cluster.Queue().CommandAsync(Command(DeliveryVerb.Retry))).Reason);
        Assert.Null(cluster.Storage.Row(new("delivery", "a|ops")));
    }

    [Fact]
    public async Task Command_that_can_not_be_stored_fails_and_changes_nothing()
    {
        await using var cluster = await DeadAsync();
        cluster.Storage.Fault = _ => new StoreUnavailableException("disk full");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.Queue().CommandAsync(Command(DeliveryVerb.Drop)));
        Assert.Single(cluster.State().DeadLetters);
    }

    private static async Task<DeliveryCluster> DeadAsync(FakeStorage? storage = null)
    {
        var cluster = await DeliveryCluster.StartAsync(storage);
        cluster.Sink.Answer = _ => Task.FromResult(Rejected);
        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.DeadLetters.Length == 1);
        return cluster;
    }

    private static Notification Triggered(long sequence) =>
        SampleNotifications.Of(sequence == 1 ? NotificationType.Triggered : NotificationType.Updated) with { IncidentId = Incident, Sequence = sequence };

    private static DeliveryCommand Command(DeliveryVerb verb) => new() { Verb = verb, IncidentId = Incident, Sequence = 1, Actor = "ann", Reason = "mended" };
}
