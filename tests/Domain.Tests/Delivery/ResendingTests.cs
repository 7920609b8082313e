using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class ResendingTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly DeliveryGate Gate = Sample.Gate(SinkFamily.Pager) with { ResendEvery = Every };

    [Fact]
    public void What_was_delivered_is_said_again_at_its_pace()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now, "labels");

        Assert.Equal(Sample.Now + Every, DeliveryPolicy.Next(state, Gate, Sample.Now, 0).WaitUntil);
        Assert.Equal(Sample.Now + Every + DeliveryPolicy.Patience, DeliveryPolicy.DueAt(state));
        for (var minute = 1; minute < 200; minute++)
        {
            var now = Sample.Now + (minute * Every);
            var attempt = DeliveryPolicy.Next(state, Gate, now, 0).Attempt!;
            Assert.Equal((true, 1, "labels"), (attempt.IsResend, attempt.Notification.Sequence, attempt.Notification.Handle));
            var recorded = DeliveryPolicy.Record(state, Sample.Sink, attempt, SinkResult.Delivered(200), TimeSpan.Zero, now, 0, Every);
            Assert.Empty(recorded.Journal);
            state = recorded.State;
        }

        Assert.False(DeliveryPolicy.IsForgotten(state, Sample.Now.AddYears(1)));
    }

    [Fact]
    public void A_sink_that_does_not_forget_is_told_once()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, SinkResult.Delivered(200)).State;

        var next = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now.AddDays(1), 0);

        Assert.Equal((null, null), (next.Attempt, next.WaitUntil));
        Assert.Empty(state.Messages);
    }

    [Fact]
    public void The_newest_takes_the_place_of_what_was_said_before()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Escalated, 2)), Sample.Now);
        state = Deliver(state, Sample.Now);

        Assert.Equal([DeliveryState.MessageKey(Sample.Incident, 2)], state.Messages.Keys);
        Assert.Equal(2, DeliveryPolicy.Next(state, Gate, Sample.Now + Every, 0).Attempt!.Notification.Sequence);
    }

    [Fact]
    public void What_waits_goes_before_what_is_said_again()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now);
        var later = Sample.Now + (5 * Every);
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], later);

        var attempt = DeliveryPolicy.Next(state, Gate, later, 0).Attempt!;

        Assert.Equal((false, 2), (attempt.IsResend, attempt.Notification.Sequence));
    }

    [Fact]
    public void The_end_is_said_again_for_a_while_and_then_forgotten()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now);
        state = Deliver(DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now), Sample.Now);
        var said = 0;
        var now = Sample.Now;
        while (DeliveryPolicy.Next(state, Gate, now += Every, 0) is { Attempt: { } attempt })
        {
            Assert.Equal(NotificationType.Resolved, attempt.Notification.Type);
            state = DeliveryPolicy.Record(state, Sample.Sink, attempt, SinkResult.Delivered(200), TimeSpan.Zero, now, 0, Every).State;
            said++;
        }

        Assert.Equal(5, said);
        Assert.Empty(state.Messages);
        Assert.True(DeliveryPolicy.IsForgotten(state, now + DeliveryPolicy.IdleMemory));
    }

    [Fact]
    public void A_failure_does_not_end_it()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now);
        var attempt = DeliveryPolicy.Next(state, Gate, Sample.Now + Every, 0).Attempt!;

        var recorded = DeliveryPolicy.Record(state, Sample.Sink, attempt, Sample.Rejected, TimeSpan.Zero, Sample.Now + Every, 0, Every);

        Assert.Empty(recorded.State.DeadLetters);
        Assert.True(DeliveryPolicy.Next(recorded.State, Gate, Sample.Now + (2 * Every), 0).Attempt!.IsResend);
    }

    [Fact]
    public void A_paused_sink_is_left_alone_and_a_disabled_one_is_looked_at_later()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now);
        var now = Sample.Now + Every;

        var paused = DeliveryPolicy.Next(state, Gate with { PausedUntil = now.AddMinutes(9) }, now, 0);
        var disabled = DeliveryPolicy.Next(state, Gate with { IsDisabled = true }, now, 0);

        Assert.Equal((null, now.AddMinutes(9)), (paused.Attempt, paused.WaitUntil));
        Assert.Equal((null, now + Every), (disabled.Attempt, disabled.WaitUntil));
        Assert.Equal(now + Every + DeliveryPolicy.Patience, DeliveryPolicy.DueAt(disabled.State));
    }

    [Fact]
    public void A_removed_sink_is_not_told_again()
    {
        var state = Deliver(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Now);

        var next = DeliveryPolicy.Next(state, new(Sample.Sink, null, IsRemoved: true), Sample.Now + Every, 0);

        Assert.Equal((null, null), (next.Attempt, next.WaitUntil));
        Assert.Empty(next.State.Messages);
    }

    private static DeliveryState Deliver(DeliveryState state, DateTimeOffset now, string? handle = null) =>
        Sample.Attempt(state, SinkFamily.Pager, SinkResult.Delivered(200) with { Handle = handle }, now, Every).State;
}
