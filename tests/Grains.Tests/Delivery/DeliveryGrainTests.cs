using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Tests.Sinks;

namespace Router.Grains.Tests.Delivery;

public sealed class DeliveryGrainTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly SinkResult Refused = new(SinkVerdict.Retry, FailureReason.ServerError, 503);

    [Fact]
    public async Task Enqueued_is_durable_before_it_is_sent_and_then_delivered_in_order()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Sink.Answer = notification =>
        {
            Assert.Contains(cluster.State().Queue, delivery => delivery.Sequence == notification.Sequence);
            return Task.FromResult(SinkResult.Delivered(200));
        };

        await cluster.Queue().EnqueueAsync([Triggered(1), Updated(2), Updated(3)]);

        Assert.Equal(1, (await cluster.Sink.NextAsync()).Sequence);
        Assert.Equal(2, (await cluster.Sink.NextAsync()).Sequence);
        Assert.Equal(3, (await cluster.Sink.NextAsync()).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.Incidents.Length == 1);
        Assert.Empty(cluster.State().Messages);
        Assert.Equal(3, cluster.Storage.Journal.Count(entry => entry.Kind == JournalKind.Delivery));
    }

    [Fact]
    public async Task Enqueue_does_not_wait_for_an_attempt()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        var answer = new TaskCompletionSource<SinkResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Sink.Answer = _ => answer.Task;

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Sink.NextAsync();
        await cluster.Queue().EnqueueAsync([Updated(2)]).WaitAsync(DeliveryCluster.Bound);
        await cluster.Queue().WakeAsync().WaitAsync(DeliveryCluster.Bound);

        Assert.False(cluster.Sink.HasMore);
        answer.SetResult(SinkResult.Delivered(200));
        Assert.Equal(2, (await cluster.Sink.NextAsync()).Sequence);
    }

    [Fact]
    public async Task Enqueued_twice_is_sent_once()
    {
        await using var cluster = await DeliveryCluster.StartAsync();

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Queue().EnqueueAsync([Triggered(1), Updated(2)]);

        Assert.Equal(1, (await cluster.Sink.NextAsync()).Sequence);
        Assert.Equal(2, (await cluster.Sink.NextAsync()).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.Incidents.Length == 1);
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Failed_attempt_is_repeated_by_the_grains_own_timer()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Sink.Answer = _ => Task.FromResult(Refused);

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.Queue is [{ Attempts: 1 }]);
        Assert.Equal(cluster.Time.GetUtcNow() + Second + DeliveryPolicy.Patience, cluster.Storage.Row(new("delivery", "a|ops"))!.DueAt);
        cluster.Sink.Answer = _ => Task.FromResult(SinkResult.Delivered(200));

        Assert.Equal(1, (await cluster.Time.AdvanceUntilAsync(cluster.Sink.NextAsync(), Second)).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty);
    }

    [Fact]
    public async Task Queue_goes_on_after_a_crash_when_woken()
    {
        var storage = new FakeStorage();
        await using (var before = await DeliveryCluster.StartAsync(storage))
        {
            before.Sink.Answer = _ => new TaskCompletionSource<SinkResult>().Task;
            await before.Queue().EnqueueAsync([Triggered(1), Updated(2)]);
            await before.Sink.NextAsync();
            await before.KillAsync();
        }

        await using var after = await DeliveryCluster.StartAsync(storage);
        await after.Queue().WakeAsync();

        Assert.Equal(1, (await after.Sink.NextAsync()).Sequence);
        Assert.Equal(2, (await after.Sink.NextAsync()).Sequence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enqueue_that_can_not_be_stored_fails_and_can_be_repeated(bool isWritten)
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Storage.FailsAfterWriting = isWritten;
        cluster.Storage.Fault = _ => new StoreUnavailableException("disk full");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.Queue().EnqueueAsync([Triggered(1)]));
        Assert.False(cluster.Sink.HasMore);
        await cluster.WaitForDeactivationAsync(cluster.Queue());
        cluster.Storage.Fault = _ => null;
        await cluster.Queue().EnqueueAsync([Triggered(1)]);

        Assert.Equal(1, (await cluster.Sink.NextAsync()).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.Incidents.Length == 1);
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Result_that_can_not_be_stored_is_sent_again_under_the_same_id()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Storage.Fault = write => write.Journal.IsEmpty ? null : new StoreUnavailableException("disk full");

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        var first = await cluster.Sink.NextAsync();
        await cluster.WaitForDeactivationAsync(cluster.Queue());
        cluster.Storage.Fault = _ => null;
        await cluster.Queue().WakeAsync();

        Assert.Equal(first.DeliveryId("ops"), (await cluster.Sink.NextAsync()).DeliveryId("ops"));
        await cluster.StoredAsync(state => state.Queue.IsEmpty);
    }

    [Fact]
    public async Task Gone_receiver_disables_the_sink_for_every_queue_until_enabled()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Sink.Answer = _ => Task.FromResult(new SinkResult(SinkVerdict.Disable, FailureReason.Gone, 410));

        await cluster.Queue().EnqueueAsync([Triggered(1), Updated(2)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.DeadLetters.Length == 2);
        await cluster.Queue("b").EnqueueAsync([Triggered(1)]);
        await cluster.StoredAsync(state => state.DeadLetters.Length == 1, "b");

        Assert.Equal([FailureReason.Gone, FailureReason.SinkDisabled], cluster.State().DeadLetters.Select(letter => letter.Reason));
        Assert.Equal(FailureReason.SinkDisabled, cluster.State("b").DeadLetters[0].Reason);
        Assert.False(cluster.Sink.HasMore);

        cluster.Sink.Answer = _ => Task.FromResult(SinkResult.Delivered(200));
        await cluster.SinkGrain.EnableAsync("ann", null);
        await cluster.Queue("b").EnqueueAsync([Updated(2)]);
        Assert.Equal(2, (await cluster.Sink.NextAsync()).Sequence);
    }

    [Fact]
    public async Task Retry_after_holds_every_queue_of_the_sink()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        var start = cluster.Time.GetUtcNow();
        cluster.Sink.Answer = _ => Task.FromResult(new SinkResult(SinkVerdict.Retry, FailureReason.RateLimited, 429, RetryAfter: TimeSpan.FromMinutes(5)));

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.Queue is [{ Attempts: 1 }]);
        await cluster.Queue("b").EnqueueAsync([Triggered(1)]);
        await cluster.StoredAsync(state => state.Queue is [var head] && head.NextAttemptAt == start.AddMinutes(5), "b");

        Assert.Equal(start.AddMinutes(5), cluster.State().Queue[0].NextAttemptAt);
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Queue_of_a_removed_sink_is_dead_lettered()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Config.Swap(new());

        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.StoredAsync(state => state.DeadLetters.Length == 1);

        Assert.Equal(FailureReason.SinkRemoved, cluster.State().DeadLetters[0].Reason);
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Sink_of_a_config_that_this_silo_has_yet_to_see_is_not_taken_for_removed()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Config.Newer = cluster.Config.Table.Config;
        cluster.Config.Swap(new());

        await cluster.Queue().EnqueueAsync([Triggered(1)]);

        Assert.Equal(1, (await cluster.Sink.NextAsync()).Sequence);
        await cluster.StoredAsync(state => state.Queue.IsEmpty);
        Assert.Empty(cluster.State().DeadLetters);
    }

    [Fact]
    public async Task Removed_sink_is_sent_the_end_of_what_it_was_told_by_its_last_settings()
    {
        await using var before = await ToldAsync();
        await using var cluster = await DeliveryCluster.StartAsync(before.Storage, before.Time);
        cluster.PastSinks.Sinks["ops"] = new(SampleSinks.Webhook(new("https://ops.example/hook")), null);
        cluster.Config.Swap(new());

        await cluster.Queue().EnqueueAsync([Updated(2), SampleNotifications.Of(NotificationType.Resolved, 3)]);

        Assert.Equal(NotificationType.Resolved, (await cluster.Sink.NextAsync()).Type);
        await cluster.StoredAsync(state => state.Queue.IsEmpty);
        Assert.Equal([(2L, FailureReason.SinkRemoved)], cluster.State().DeadLetters.Select(l => (l.Sequence, l.Reason)));
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Removed_sink_whose_settings_are_lost_is_dead_lettered_with_the_reason()
    {
        await using var before = await ToldAsync();
        await using var cluster = await DeliveryCluster.StartAsync(before.Storage, before.Time);
        cluster.PastSinks.Sinks["ops"] = new(null, "the environment variable OPS isn't set");
        cluster.Config.Swap(new());

        await cluster.Queue().EnqueueAsync([SampleNotifications.Of(NotificationType.Resolved, 2)]);
        await cluster.StoredAsync(state => state.DeadLetters.Length == 1);

        Assert.Equal((FailureReason.SinkSettingsLost, "the environment variable OPS isn't set"), (cluster.State().DeadLetters[0].Reason, cluster.State().DeadLetters[0].Detail));
        Assert.False(cluster.Sink.HasMore);
    }

    [Fact]
    public async Task Idle_queue_forgets_itself_when_woken_after_a_week()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        await cluster.Queue().EnqueueAsync([Triggered(1), SampleNotifications.Of(NotificationType.Resolved, 2)]);
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.Incidents.Length == 1);

        await cluster.Queue().WakeAsync();
        Assert.NotNull(cluster.Storage.Row(new("delivery", "a|ops")));
        cluster.Time.Advance(DeliveryPolicy.IdleMemory);
        await cluster.Queue().WakeAsync();

        Assert.Null(cluster.Storage.Row(new("delivery", "a|ops")));
    }

    /// <summary>A router that told the sink of an incident, and crashed.</summary>
    private static async Task<DeliveryCluster> ToldAsync()
    {
        var cluster = await DeliveryCluster.StartAsync();
        await cluster.Queue().EnqueueAsync([Triggered(1)]);
        await cluster.Sink.NextAsync();
        await cluster.StoredAsync(state => state.Queue.IsEmpty && state.Incidents is [{ Told: Told.Yes }]);
        await cluster.KillAsync();
        return cluster;
    }

    private static Notification Triggered(long sequence) => SampleNotifications.Of(NotificationType.Triggered, sequence);

    private static Notification Updated(long sequence) => SampleNotifications.Of(NotificationType.Updated, sequence);
}
