using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class ReceiverNewsTests
{
    [Fact]
    public void An_acknowledge_of_the_receiver_is_not_sent_back()
    {
        var state = Hear(Told(), NotificationType.Acknowledged);

        var next = Next(Enqueue(state, NotificationType.Acknowledged, 2));

        Assert.Null(next.Attempt);
        Assert.Equal(DeliveryOutcome.Known, Assert.Single(next.Journal).Outcome);
        Assert.Empty(next.State.Queue);
        Assert.Empty(next.State.Messages);
    }

    [Fact]
    public void The_resolve_after_the_receivers_acknowledge_is_sent()
    {
        var state = Hear(Told(), NotificationType.Acknowledged);

        var next = Next(Enqueue(Next(Enqueue(state, NotificationType.Acknowledged, 2)).State, NotificationType.Resolved, 3));

        Assert.Equal(NotificationType.Resolved, next.Attempt!.Notification.Type);
    }

    [Theory]
    [InlineData(NotificationType.Updated)]
    [InlineData(NotificationType.Acknowledged)]
    [InlineData(NotificationType.Resolved)]
    public void After_a_resolve_of_the_receiver_nothing_is_sent_that_could_open_it_again(NotificationType type)
    {
        var next = Next(Enqueue(Hear(Told(), NotificationType.Resolved), type, 2));

        Assert.Null(next.Attempt);
    }

    [Theory]
    [InlineData(NotificationType.Escalated)]
    [InlineData(NotificationType.Reopened)]
    [InlineData(NotificationType.Triggered)]
    public void What_goes_on_after_it_is_sent_and_its_end_too(NotificationType type)
    {
        var state = Enqueue(Hear(Told(), NotificationType.Resolved), type, 2);

        var sent = Sample.Attempt(state, SinkFamily.Pager, SinkResult.Delivered(202));

        Assert.Equal(NotificationType.Resolved, Next(Enqueue(sent.State, NotificationType.Resolved, 3)).Attempt!.Notification.Type);
    }

    [Fact]
    public void A_known_end_leaves_the_receiver_knowing_of_nothing_open()
    {
        var next = Next(Enqueue(Hear(Told(), NotificationType.Resolved), NotificationType.Resolved, 2));

        Assert.Equal(Router.Domain.Delivery.Told.No, next.State.Progress(Sample.Incident)!.Told);
    }

    [Fact]
    public void What_the_receiver_was_never_told_of_is_no_news()
    {
        var state = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1));

        Assert.Same(state, ReceiverNews.Hear(state, Sample.Incident, Sample.Incident, NotificationType.Acknowledged, Sample.Now));
        Assert.Same(state, ReceiverNews.Hear(state, "other-1", "other-1", NotificationType.Acknowledged, Sample.Now));
    }

    [Fact]
    public void News_of_a_key_that_was_retired_is_none()
    {
        var state = Told();

        Assert.Same(state, ReceiverNews.Hear(state, Sample.Incident, $"{Sample.Incident}:Critical", NotificationType.Resolved, Sample.Now));
    }

    private static DeliveryState Told() => Sample.Attempt(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1)), SinkFamily.Pager, SinkResult.Delivered(202)).State;

    private static DeliveryState Hear(DeliveryState state, NotificationType type) => ReceiverNews.Hear(state, Sample.Incident, Sample.Incident, type, Sample.Now);

    private static DeliveryState Enqueue(DeliveryState state, NotificationType type, long sequence) =>
        DeliveryPolicy.Enqueue(state, [Sample.Notification(type, sequence)], Sample.Now);

    private static DeliveryDecision Next(DeliveryState state) => DeliveryPolicy.Next(state, Sample.Gate(SinkFamily.Pager), Sample.Now, 0);
}
