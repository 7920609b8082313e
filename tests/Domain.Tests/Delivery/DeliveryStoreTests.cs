using System.Text;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Domain.Tests.Delivery;

public sealed class DeliveryStoreTests
{
    [Fact]
    public void State_and_texts_come_back_as_they_were()
    {
        var state = Sample.Attempt(
            Sample.Queue(Sample.Notification(NotificationType.Triggered, 1), Sample.Notification(NotificationType.Updated, 2)), SinkFamily.Pager, SinkResult.Delivered()).State;
        var snapshot = DeliveryStore.Encoder(state, Sample.Sink)!();

        var read = DeliveryStore.Read(new GrainRow(1, snapshot.State, 0, DeliveryStore.Parts(new(), state).ToDictionary(p => p.Key, p => p.Data!.Value)));

        Assert.Equal(Text(state), Text(read));
        Assert.Equal("It broke", read.Messages[read.Queue[0].MessageKey].Title);
        Assert.Equal("web|issue|1", read.Messages[read.Queue[0].MessageKey].Issues[0].Key.Value);
        Assert.Equal(DeliveryPolicy.DueAt(state), snapshot.DueAt);
    }

    [Fact]
    public void State_does_not_hold_the_texts() =>
        Assert.DoesNotContain("It broke", Text(Sample.Queue(Sample.Notification(NotificationType.Triggered, 1))), StringComparison.Ordinal);

    [Fact]
    public void Parts_are_what_came_and_went()
    {
        var before = Sample.Queue(Sample.Notification(NotificationType.Triggered, 1));
        var after = DeliveryPolicy.Enqueue(Sample.Attempt(before, SinkFamily.Feed, SinkResult.Delivered()).State, [Sample.Notification(NotificationType.Resolved, 2)], Sample.Now);

        Assert.Equal(
            [(DeliveryState.MessageKey(Sample.Incident, 1), true), (DeliveryState.MessageKey(Sample.Incident, 2), false)],
            DeliveryStore.Parts(before, after).Select(p => (p.Key, p.Data is null)));
    }

    [Fact]
    public void Newer_schema_is_refused()
    {
        var error = Assert.Throws<StoreUnavailableException>(() => DeliveryStore.Read(new(1, "{\"schema\":99}"u8.ToArray(), 0, new Dictionary<string, ReadOnlyMemory<byte>>())));

        Assert.Contains("schema 99", error.Message, StringComparison.Ordinal);
    }

    private static string Text(DeliveryState state) => Encoding.UTF8.GetString(DeliveryStore.Encoder(state, Sample.Sink)!().State.Span);
}
