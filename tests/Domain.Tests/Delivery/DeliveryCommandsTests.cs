using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Domain.Tests.Delivery;

public sealed class DeliveryCommandsTests
{
    private static readonly DateTimeOffset Later = Sample.Now.AddHours(1);

    [Fact]
    public void Retried_dead_letter_goes_to_the_end_with_its_id_and_new_attempts()
    {
        var state = DeliveryPolicy.Enqueue(Dead(), [Sample.Notification(NotificationType.Updated, 2)], Later);

        var decision = Decide(state, Retry(1));

        Assert.Equal(new(DeliveryCommandReason.Requeued, 1), decision.Result);
        Assert.Empty(decision.State.DeadLetters);
        Assert.Equal([2, 1], decision.State.Queue.Select(queued => queued.Sequence));
        Assert.Equal((0, Later), (decision.State.Queue[1].Attempts, decision.State.Queue[1].EnqueuedAt));
        var entry = Assert.Single(decision.Journal);
        Assert.Equal(
            ($"{Sample.Incident}-1-ops", DeliveryOutcome.Requeued, "ann", "receiver mended", "payments"),
            (entry.DeliveryId, entry.Outcome, entry.Actor, entry.Why, entry.Channel));
        var first = Sample.Attempt(decision.State, SinkFamily.Feed, SinkResult.Delivered(200), Later).State;
        var again = DeliveryPolicy.Next(first, Sample.Gate(SinkFamily.Feed), Later, 0).Attempt!;
        Assert.Equal($"{Sample.Incident}-1-ops", again.Notification.DeliveryId("ops"));
    }

    [Fact]
    public void Same_key_again_has_the_same_answer_and_no_effect()
    {
        var once = Decide(Dead(), Retry(1) with { IdempotencyKey = "k" });
        var deadAgain = Sample.Attempt(once.State, SinkFamily.Feed, Sample.Rejected, Later).State;

        var twice = Decide(Reload(deadAgain), Retry(1) with { IdempotencyKey = "k" });

        Assert.Equal(once.Result, twice.Result);
        Assert.Single(twice.State.DeadLetters);
        Assert.Empty(twice.Journal);
    }

    [Fact]
    public void Key_of_another_command_is_refused()
    {
        var once = Decide(Dead(), Retry(1) with { IdempotencyKey = "k" });

        Assert.Equal(DeliveryCommandReason.KeyReused, Decide(once.State, Drop(1) with { IdempotencyKey = "k" }).Result.Reason);
    }

    [Fact]
    public void Only_the_newest_keys_are_remembered()
    {
        var state = Dead();
        for (var i = 0; i <= DeliveryCommands.MaxDone; i++)
            state = Sample.Attempt(Decide(state, Retry(1) with { IdempotencyKey = $"k{i}" }).State, SinkFamily.Feed, Sample.Rejected, Later).State;

        Assert.Equal(DeliveryCommands.MaxDone, state.Done.Length);
        Assert.Equal("k1", state.Done[0].Key);
    }

    [Fact]
    public void Waiting_head_is_attempted_now()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Feed, Sample.Refused, Sample.Now).State;

        var decision = DeliveryCommands.Decide(state, Sample.Gate(SinkFamily.Feed), Retry(1), Sample.Now);

        Assert.Equal(DeliveryCommandReason.AttemptNow, decision.Result.Reason);
        Assert.Equal(1, decision.State.Queue[0].Attempts);
        Assert.NotNull(DeliveryPolicy.Next(decision.State, Sample.Gate(SinkFamily.Feed), Sample.Now, 0).Attempt);
    }

    [Fact]
    public void What_waits_behind_the_head_keeps_its_turn()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2));

        var decision = Decide(state, Retry(2));

        Assert.Equal(DeliveryCommandReason.AlreadyQueued, decision.Result.Reason);
        Assert.Same(state, decision.State);
    }

    [Fact]
    public void Dropped_dead_letter_is_forgotten_with_its_text()
    {
        var decision = Decide(Dead(), Drop(1));

        Assert.Equal(DeliveryCommandReason.Dropped, decision.Result.Reason);
        Assert.Empty(decision.State.DeadLetters);
        Assert.Empty(decision.State.Messages);
        Assert.Equal(DeliveryOutcome.Dropped, Assert.Single(decision.Journal).Outcome);
        Assert.Equal(DeliveryCommandReason.NotFound, Decide(decision.State, Drop(1)).Result.Reason);
    }

    [Fact]
    public void Dropped_head_makes_way_and_its_late_result_means_nothing()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2));
        var next = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Feed), Sample.Now, 0);

        var dropped = Decide(next.State, Drop(1)).State;
        var recorded = DeliveryPolicy.Record(dropped, Sample.Sink, next.Attempt!, SinkResult.Delivered(200), TimeSpan.Zero, Later, 0);

        Assert.Same(dropped, recorded.State);
        Assert.Equal(2, DeliveryPolicy.Next(dropped, Sample.Gate(SinkFamily.Feed), Later, 0).Attempt!.Notification.Sequence);
    }

    [Fact]
    public void Pager_whose_trigger_was_dropped_under_way_still_gets_the_end()
    {
        var next = DeliveryPolicy.Next(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Gate(SinkFamily.Pager), Sample.Now, 0);
        Assert.True(next.State.Queue[0].IsUnderWay);

        var dropped = DeliveryCommands.Decide(next.State, Sample.Gate(SinkFamily.Pager), Drop(1), Later).State;
        var ended = DeliveryPolicy.Enqueue(dropped, [Sample.Notification(NotificationType.Resolved, 2)], Later);

        Assert.Equal(NotificationType.Resolved, DeliveryPolicy.Next(ended, Sample.Gate(SinkFamily.Pager), Later, 0).Attempt!.Notification.Type);
    }

    [Theory]
    [InlineData(SinkFamily.Pager, DeliveryCommandReason.IncidentEnded)]
    [InlineData(SinkFamily.Chat, DeliveryCommandReason.Requeued)]
    [InlineData(SinkFamily.Feed, DeliveryCommandReason.Requeued)]
    public void Trigger_of_an_ended_incident_is_retried_but_not_at_a_pager(SinkFamily family, DeliveryCommandReason expected)
    {
        var ended = DeliveryPolicy.Enqueue(Dead(family), [Sample.Notification(NotificationType.Resolved, 2)], Later);
        var over = DeliveryPolicy.Next(ended, Sample.Gate(family), Later, 0);
        var state = over.Attempt is null ? over.State : Sample.Attempt(ended, family, SinkResult.Delivered(200), Later).State;

        Assert.Equal(expected, DeliveryCommands.Decide(state, Sample.Gate(family), Retry(1), Later).Result.Reason);
    }

    [Fact]
    public void End_that_a_pager_refused_is_retried()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, SinkResult.Delivered(200)).State;
        state = Sample.Attempt(DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Later), SinkFamily.Pager, Sample.Rejected, Later).State;

        Assert.Equal(DeliveryCommandReason.Requeued, DeliveryCommands.Decide(state, Sample.Gate(SinkFamily.Pager), Retry(2), Later).Result.Reason);
    }

    [Fact]
    public void Closed_sink_takes_no_retry()
    {
        Assert.Equal(DeliveryCommandReason.SinkRemoved, DeliveryCommands.Decide(Dead(), Sample.Gate(null), Retry(1), Later).Result.Reason);
        Assert.Equal(
            DeliveryCommandReason.SinkDisabled,
            DeliveryCommands.Decide(Dead(), Sample.Gate(SinkFamily.Feed) with { IsDisabled = true }, Retry(1), Later).Result.Reason);
        Assert.Equal(DeliveryCommandReason.Dropped, DeliveryCommands.Decide(Dead(), Sample.Gate(null), Drop(1), Later).Result.Reason);
    }

    [Fact]
    public void All_dead_letters_are_retried_in_their_order()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2));
        state = Sample.Attempt(Sample.Attempt(state, SinkFamily.Feed, Sample.Rejected).State, SinkFamily.Feed, Sample.Rejected).State;

        var decision = Decide(state, new() { Verb = DeliveryVerb.Retry, Actor = "ann" });

        Assert.Equal(new(DeliveryCommandReason.Requeued, 2), decision.Result);
        Assert.Equal([1, 2], decision.State.Queue.Select(queued => queued.Sequence));
        Assert.Equal(2, decision.Journal.Length);
    }

    [Fact]
    public void Dead_letters_hold_on_to_their_incident()
    {
        var state = Dead();
        for (var i = 2; i < DeliveryPolicy.MaxEndedIncidents + 5; i++)
        {
            state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 1, $"i-{i}")], Later);
            state = Sample.Attempt(state, SinkFamily.Feed, SinkResult.Delivered(200), Later).State;
        }

        Assert.NotNull(state.Progress(Sample.Incident));
    }

    [Fact]
    public void Quiet_queue_is_not_listed_and_a_troubled_one_is()
    {
        var queued = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1));
        var retrying = Sample.Attempt(queued, SinkFamily.Feed, Sample.Refused).State;

        Assert.Null(Index(queued));
        Assert.Null(Index(Sample.Attempt(queued, SinkFamily.Feed, SinkResult.Delivered(200)).State));
        Assert.Equal(("Retrying", "ops", "payments", 1), (Index(retrying)!.Status, Index(retrying)!.Rule, Index(retrying)!.Channels[0], Index(retrying)!.Count));
        Assert.Equal("DeadLetter", Index(Dead())!.Status);
        Assert.Null(Index(Decide(Dead(), Drop(1)).State));
    }

    [Fact]
    public void Place_in_the_list_stays_while_the_trouble_lasts()
    {
        var dead = DeliveryStore.Listed(Dead(), Sample.Now);
        var later = DeliveryStore.Listed(DeliveryPolicy.Enqueue(dead, [Sample.Notification(NotificationType.Updated, 2)], Later), Later);
        var over = DeliveryStore.Listed(Decide(later, Drop(1)).State, Later);

        Assert.Equal((Sample.Now, Later), (Index(later)!.FirstSeen, Index(later)!.LastSeen));
        Assert.Null(over.TroubledAt);
        Assert.Same(over, DeliveryStore.Listed(over, Later));
    }

    [Fact]
    public void List_shows_the_last_failure()
    {
        var retrying = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2)), SinkFamily.Feed, Sample.Refused).State;

        var items = UndeliveredNotification.Of(Reload(retrying), "ops");

        Assert.Equal([(2, DeliveryStatus.Pending, null), (1, DeliveryStatus.Retrying, 503)], items.Select(item => (item.Id.Sequence, item.Status, item.StatusCode)));
        Assert.Equal((FailureReason.ServerError, Sample.Now.AddSeconds(1)), (items[1].Reason, items[1].NextAttemptAt));
        var dead = Assert.Single(UndeliveredNotification.Of(Dead(), "ops"));
        Assert.Equal((DeliveryStatus.DeadLetter, 400, "no"), (dead.Status, dead.StatusCode, dead.Detail));
    }

    private static DeliveryState Dead(SinkFamily family = SinkFamily.Feed) =>
        Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), family, Sample.Rejected).State;

    private static DeliveryCommandDecision Decide(DeliveryState state, DeliveryCommand command) =>
        DeliveryCommands.Decide(state, Sample.Gate(SinkFamily.Feed), command, Later);

    private static DeliveryCommand Retry(long sequence) => new() { Verb = DeliveryVerb.Retry, IncidentId = Sample.Incident, Sequence = sequence, Actor = "ann", Reason = "receiver mended" };

    private static DeliveryCommand Drop(long sequence) => Retry(sequence) with { Verb = DeliveryVerb.Drop };

    private static IndexRow? Index(DeliveryState state) => DeliveryStore.Encoder(state, Sample.Sink)!().Index;

    private static DeliveryState Reload(DeliveryState state) => DeliveryStore.Read(new GrainRow(
        1, DeliveryStore.Encoder(state, Sample.Sink)!().State, 0, DeliveryStore.Parts(new(), state).ToDictionary(part => part.Key, part => part.Data!.Value)));
}
