using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class DeliveryPolicyTests
{
    private const string Other = "ffffffffffffffffffffffffffffffff-1";

    [Fact]
    public void Enqueue_skips_what_was_taken_before()
    {
        var one = Sample.Notification(NotificationType.Triggered, 1);
        var two = Sample.Notification(NotificationType.Updated, 2);
        var state = Sample.Queue(one, two);

        Assert.Same(state, DeliveryPolicy.Enqueue(state, [one, two], Sample.Now));
        Assert.Equal([1, 2, 3], DeliveryPolicy.Enqueue(state, [two, Sample.Notification(NotificationType.Resolved, 3)], Sample.Now).Queue.Select(d => d.Sequence));
    }

    [Fact]
    public void Enqueue_skips_what_was_delivered_before()
    {
        var one = Sample.Notification(NotificationType.Triggered, 1);
        var state = Sample.Attempt(Sample.Queue(one), SinkFamily.Feed, SinkResult.Delivered(200)).State;

        Assert.Same(state, DeliveryPolicy.Enqueue(state, [one], Sample.Now));
    }

    [Fact]
    public void Next_of_an_empty_queue_is_nothing()
    {
        var next = DeliveryPolicy.Next(new(), Sample.Gate(SinkFamily.Feed), Sample.Now, 0);

        Assert.Equal((null, null), (next.Attempt, next.WaitUntil));
    }

    [Fact]
    public void Delivered_head_makes_way()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2));

        var recorded = Sample.Attempt(state, SinkFamily.Feed, SinkResult.Delivered(200));

        var entry = Assert.Single(recorded.Journal);
        Assert.Equal((DeliveryOutcome.Delivered, 1, 200, $"{Sample.Incident}-1-{Sample.Sink}"), (entry.Outcome, entry.Attempt, entry.StatusCode, entry.DeliveryId));
        Assert.Equal(2, DeliveryPolicy.Next(recorded.State, Sample.Gate(SinkFamily.Feed), Sample.Now, 0).Attempt!.Notification.Sequence);
        Assert.Equal([DeliveryState.MessageKey(Sample.Incident, 2)], recorded.State.Messages.Keys);
    }

    [Fact]
    public void Failed_head_waits_and_nothing_overtakes_it()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2, "other-1"));

        var recorded = Sample.Attempt(state, SinkFamily.Feed, Sample.Refused);
        var next = DeliveryPolicy.Next(recorded.State, Sample.Gate(SinkFamily.Feed), Sample.Now, 0);

        Assert.Equal((null, Sample.Now.AddSeconds(1)), (next.Attempt, next.WaitUntil));
        Assert.Equal(Sample.Now.AddSeconds(1), Assert.Single(recorded.Journal).NextAttemptAt);
        Assert.Equal(Sample.Now.AddSeconds(1) + DeliveryPolicy.Patience, DeliveryPolicy.DueAt(recorded.State));
        Assert.Equal(2, DeliveryPolicy.Next(recorded.State, Sample.Gate(SinkFamily.Feed), Sample.Now.AddSeconds(1), 0).Attempt!.Number);
    }

    [Fact]
    public void Retry_after_is_honoured()
    {
        var recorded = Sample.Attempt(
            Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Feed, new(SinkVerdict.Retry, FailureReason.RateLimited, 429, RetryAfter: TimeSpan.FromMinutes(3)));

        Assert.Equal(Sample.Now.AddMinutes(3), recorded.State.Queue[0].NextAttemptAt);
    }

    [Fact]
    public void Paused_sink_is_left_alone()
    {
        var until = Sample.Now.AddMinutes(10);

        var next = DeliveryPolicy.Next(
            Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Gate(SinkFamily.Feed) with { PausedUntil = until }, Sample.Now, 0);

        Assert.Equal((null, until), (next.Attempt, next.WaitUntil));
        Assert.Equal(until + DeliveryPolicy.Patience, DeliveryPolicy.DueAt(next.State));
    }

    [Theory]
    [InlineData(SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData(SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData(SinkVerdict.Reject, FailureReason.Redirected)]
    [InlineData(SinkVerdict.Reject, FailureReason.PrivateAddress)]
    [InlineData(SinkVerdict.Disable, FailureReason.Gone)]
    public void Refused_for_good_is_dead_lettered_at_once(SinkVerdict verdict, FailureReason reason)
    {
        var recorded = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Feed, new(verdict, reason, 400, "why"));

        Assert.Empty(recorded.State.Queue);
        var letter = Assert.Single(recorded.State.DeadLetters);
        Assert.Equal((reason, 400, "why", 1), (letter.Reason, letter.StatusCode, letter.Detail, letter.Attempts));
        Assert.True(recorded.State.Messages.ContainsKey(letter.MessageKey));
        Assert.Equal((DeliveryOutcome.DeadLettered, reason), (Assert.Single(recorded.Journal).Outcome, recorded.Journal[0].Reason));
    }

    [Fact]
    public void Delivery_that_fails_for_a_day_is_exhausted()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1));
        var now = Sample.Now;
        var attempts = 0;
        while (!state.Queue.IsEmpty)
        {
            now = state.Queue[0].NextAttemptAt;
            state = Sample.Attempt(state, SinkFamily.Feed, Sample.Refused, now).State;
            attempts++;
        }

        Assert.Equal(FailureReason.Exhausted, Assert.Single(state.DeadLetters).Reason);
        Assert.InRange(now - Sample.Now, TimeSpan.FromHours(24), TimeSpan.FromHours(25));
        Assert.Equal(33, attempts);
    }

    [Theory]
    [InlineData(null, false, FailureReason.SinkRemoved)]
    [InlineData(SinkFamily.Feed, true, FailureReason.SinkDisabled)]
    public void Queue_of_a_sink_that_is_gone_is_dead_lettered(SinkFamily? family, bool disabled, FailureReason reason)
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Resolved, 2));

        var next = DeliveryPolicy.Next(state, new(Sample.Sink, family, disabled), Sample.Now, 0);

        Assert.Null(next.Attempt);
        Assert.Empty(next.State.Queue);
        Assert.Equal([reason, reason], next.State.DeadLetters.Select(l => l.Reason));
        Assert.Equal([DeliveryOutcome.DeadLettered, DeliveryOutcome.DeadLettered], next.Journal.Select(e => e.Outcome));
    }

    [Theory]
    [InlineData(SinkFamily.Feed)]
    [InlineData(SinkFamily.Chat)]
    [InlineData(SinkFamily.Pager)]
    public void Sink_that_was_removed_gets_the_end_of_what_it_was_told_and_nothing_else(SinkFamily family)
    {
        var told = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), family, SinkResult.Delivered(200)).State;
        var state = DeliveryPolicy.Enqueue(
            told,
            [
                Sample.Notification(NotificationType.Updated, 2), Sample.Notification(NotificationType.Resolved, 3),
                Sample.Notification(NotificationType.Triggered, 1, Other), Sample.Notification(NotificationType.Resolved, 2, Other),
            ],
            Sample.Now);

        var next = DeliveryPolicy.Next(state, new(Sample.Sink, family, IsRemoved: true), Sample.Now, 0);

        Assert.Equal((NotificationType.Resolved, Sample.Incident), (next.Attempt!.Notification.Type, next.Attempt.Notification.IncidentId));
        Assert.Equal([(Sample.Incident, 2L), (Other, 1L), (Other, 2L)], next.State.DeadLetters.Select(l => (l.IncidentId, l.Sequence)));
        Assert.All(next.State.DeadLetters, letter => Assert.Equal(FailureReason.SinkRemoved, letter.Reason));
        var done = DeliveryPolicy.Record(next.State, Sample.Sink, next.Attempt, SinkResult.Delivered(200), TimeSpan.Zero, Sample.Now, 0).State;
        Assert.Empty(done.Queue);
        Assert.Same(next.State, DeliveryPolicy.Next(next.State, new(Sample.Sink, family, IsRemoved: true), Sample.Now, 0).State);
    }

    [Fact]
    public void Sink_that_was_removed_with_a_lost_reference_says_which()
    {
        var told = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Feed, SinkResult.Delivered(200)).State;
        var state = DeliveryPolicy.Enqueue(told, [Sample.Notification(NotificationType.Updated, 2), Sample.Notification(NotificationType.Resolved, 3)], Sample.Now);

        var next = DeliveryPolicy.Next(state, new(Sample.Sink, null, IsRemoved: true, Problem: "the environment variable OPS isn't set"), Sample.Now, 0);

        Assert.Null(next.Attempt);
        Assert.Equal([FailureReason.SinkRemoved, FailureReason.SinkSettingsLost], next.State.DeadLetters.Select(l => l.Reason));
        Assert.Equal("the environment variable OPS isn't set", next.State.DeadLetters[1].Detail);
    }

    [Fact]
    public void Dead_letters_are_bounded_and_keep_the_newest()
    {
        ImmutableArray<Notification> many = [.. Enumerable.Range(1, 150).Select(i => Sample.Notification(NotificationType.Updated, i))];

        var state = DeliveryPolicy.Next(Sample.Queue(many), Sample.Gate(null), Sample.Now, 0).State;

        Assert.Equal(DeliveryPolicy.MaxDeadLetters, state.DeadLetters.Length);
        Assert.Equal((51, 150), (state.DeadLetters[0].Sequence, state.DeadLetters[^1].Sequence));
        Assert.Equal(DeliveryPolicy.MaxDeadLetters, state.Messages.Count);
    }

    [Fact]
    public void Result_recorded_twice_changes_nothing()
    {
        var next = DeliveryPolicy.Next(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Gate(SinkFamily.Feed), Sample.Now, 0);
        var once = DeliveryPolicy.Record(next.State, Sample.Sink, next.Attempt!, SinkResult.Delivered(), TimeSpan.Zero, Sample.Now, 0).State;

        var twice = DeliveryPolicy.Record(once, Sample.Sink, next.Attempt!, SinkResult.Delivered(), TimeSpan.Zero, Sample.Now, 0);

        Assert.Same(once, twice.State);
        Assert.Empty(twice.Journal);
    }

    [Fact]
    public void Escalation_of_an_acknowledged_incident_gets_a_new_pager_key_until_its_end()
    {
        var escalated = Sample.Notification(NotificationType.Escalated, 2) with { Severity = Severity.Critical, WasAcknowledged = true };
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, SinkResult.Delivered(202)).State;
        state = DeliveryPolicy.Enqueue(state, [escalated, Sample.Notification(NotificationType.Resolved, 3)], Sample.Now);

        state = Sample.Attempt(state, SinkFamily.Pager, Sample.TimedOut).State;
        var again = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now.AddSeconds(1), 0).Attempt!.Notification;
        state = Sample.Attempt(state, SinkFamily.Pager, SinkResult.Delivered(202), Sample.Now.AddSeconds(1)).State;
        var end = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now.AddSeconds(1), 0).Attempt!.Notification;

        Assert.Equal(($"{Sample.Incident}:Critical", Sample.Incident), (again.PagerKey, again.RetiredPagerKey));
        Assert.Equal(($"{Sample.Incident}:Critical", null), (end.PagerKey, end.RetiredPagerKey));
    }

    [Fact]
    public void Second_rise_to_the_same_severity_never_reuses_the_acknowledged_key()
    {
        var state = Sample.Queue(
            Sample.Notification(NotificationType.Triggered, 1),
            Sample.Notification(NotificationType.Escalated, 2) with { Severity = Severity.Critical, WasAcknowledged = true },
            Sample.Notification(NotificationType.Escalated, 3) with { Severity = Severity.Critical, WasAcknowledged = true });
        state = Sample.Attempt(state, SinkFamily.Pager, SinkResult.Delivered(202)).State;
        state = Sample.Attempt(state, SinkFamily.Pager, SinkResult.Delivered(202)).State;

        var third = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).Attempt!.Notification;

        Assert.Equal((null, $"{Sample.Incident}:Critical"), (third.PagerKey, third.RetiredPagerKey));
    }

    [Fact]
    public void Idle_queue_is_forgotten_after_a_week_but_not_while_its_receiver_knows_of_an_open_incident()
    {
        var open = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Feed, SinkResult.Delivered()).State;
        var ended = Sample.Attempt(DeliveryPolicy.Enqueue(open, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now), SinkFamily.Feed, SinkResult.Delivered()).State;

        Assert.Equal(Sample.Now + DeliveryPolicy.IdleMemory, DeliveryPolicy.DueAt(ended));
        Assert.True(DeliveryPolicy.IsForgotten(ended, Sample.Now + DeliveryPolicy.IdleMemory));
        Assert.False(DeliveryPolicy.IsForgotten(ended, Sample.Now));
        Assert.False(DeliveryPolicy.IsForgotten(open, Sample.Now + DeliveryPolicy.IdleMemory));
        Assert.False(DeliveryPolicy.IsForgotten(new(), Sample.Now));
    }

    [Fact]
    public void Progress_of_ended_incidents_is_bounded()
    {
        var state = new DeliveryState();
        for (var i = 1; i <= 40; i++)
        {
            state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Triggered, 1, $"a-{i}"), Sample.Notification(NotificationType.Resolved, 2, $"a-{i}")], Sample.Now);
            state = Sample.Attempt(state, SinkFamily.Feed, SinkResult.Delivered()).State;
            state = Sample.Attempt(state, SinkFamily.Feed, SinkResult.Delivered()).State;
        }

        Assert.InRange(state.Incidents.Length, DeliveryPolicy.MaxEndedIncidents, DeliveryPolicy.MaxEndedIncidents + 1);
        Assert.Equal("a-40", state.Incidents[^1].IncidentId);
    }
}
