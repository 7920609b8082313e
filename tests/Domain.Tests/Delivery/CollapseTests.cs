using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class CollapseTests
{
    private static readonly DeliveryState Over = Sample.Queue(
        Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Acknowledged, 2), Sample.Notification(NotificationType.Resolved, 3));

    [Fact]
    public void Feed_gets_everything_in_order()
    {
        var state = Over;
        var told = new List<NotificationType>();
        while (!state.Queue.IsEmpty)
        {
            told.Add(state.Queue[0].Type);
            state = Sample.Attempt(state, SinkFamily.Feed, SinkResult.Delivered()).State;
        }

        Assert.Equal([NotificationType.Triggered, NotificationType.Acknowledged, NotificationType.Resolved], told);
    }

    [Fact]
    public void Pager_gets_neither()
    {
        var next = DeliveryPolicy.Next(Over, Sample.Gate(SinkFamily.Pager), Sample.Now, 0);

        Assert.Null(next.Attempt);
        Assert.Empty(next.State.Queue);
        Assert.Empty(next.State.Messages);
        Assert.Equal([1, 2, 3], next.Journal.Select(e => e.Sequence));
        Assert.All(next.Journal, e => Assert.Equal(DeliveryOutcome.Collapsed, e.Outcome));
    }

    [Fact]
    public void Pager_that_refused_the_trigger_gets_neither()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, Sample.Refused).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now);

        Assert.Empty(DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).State.Queue);
    }

    [Fact]
    public void Pager_that_may_have_taken_the_trigger_gets_the_end_alone()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, Sample.TimedOut).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now);

        var next = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0);

        Assert.Equal((NotificationType.Resolved, false), (next.Attempt!.Notification.Type, next.Attempt.Notification.IsCombined));
        Assert.Equal([1L], next.Journal.Select(e => e.Sequence));
    }

    [Fact]
    public void Pager_whose_attempt_ended_with_the_process_gets_the_end()
    {
        var state = DeliveryPolicy.Next(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), Sample.Gate(SinkFamily.Pager), Sample.Now, 0).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now);

        Assert.Equal(NotificationType.Resolved, DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).Attempt!.Notification.Type);
    }

    [Fact]
    public void Chat_gets_one_message_that_says_both()
    {
        var next = DeliveryPolicy.Next(Over, Sample.Gate(SinkFamily.Chat), Sample.Now, 0);

        Assert.Equal((NotificationType.Resolved, 3, true), (next.Attempt!.Notification.Type, next.Attempt.Notification.Sequence, next.Attempt.Notification.IsCombined));
        Assert.Equal([1L, 2L], next.Journal.Select(e => e.Sequence));
        Assert.Single(next.State.Queue);
    }

    [Theory]
    [InlineData(SinkFamily.Pager)]
    [InlineData(SinkFamily.Chat)]
    public void Told_trigger_is_followed_by_its_end(SinkFamily family)
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), family, SinkResult.Delivered()).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Updated, 2), Sample.Notification(NotificationType.Resolved, 3)], Sample.Now);

        Assert.Equal(2, DeliveryPolicy.Next(state, Sample.Gate(family), Sample.Now, 0).Attempt!.Notification.Sequence);
    }

    [Fact]
    public void Reopened_and_ended_again_while_waiting_is_collapsed_too()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, SinkResult.Delivered()).State;
        state = Sample.Attempt(DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now), SinkFamily.Pager, SinkResult.Delivered()).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Reopened, 3), Sample.Notification(NotificationType.Resolved, 4)], Sample.Now);

        Assert.Empty(DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).State.Queue);
    }

    [Fact]
    public void Other_incidents_keep_their_place()
    {
        var state = Sample.Queue(
            Sample.Notification(NotificationType.Triggered, 1),
            Sample.Notification(NotificationType.Triggered, 1, "other-2"),
            Sample.Notification(NotificationType.Resolved, 2),
            Sample.Notification(NotificationType.Updated, 2, "other-2"));

        var next = DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0);

        Assert.Equal([("other-2", 1L), ("other-2", 2L)], next.State.Queue.Select(d => (d.IncidentId, d.Sequence)));
    }

    [Fact]
    public void End_alone_is_sent()
    {
        var state = Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, Sample.Rejected).State;
        state = DeliveryPolicy.Enqueue(state, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now);

        Assert.Equal(NotificationType.Resolved, DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).Attempt!.Notification.Type);
    }

    [Fact]
    public void Test_is_never_collapsed()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Test, 1));

        Assert.Equal(NotificationType.Test, DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0).Attempt!.Notification.Type);
    }
}
