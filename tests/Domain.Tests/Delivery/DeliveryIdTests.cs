using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class DeliveryIdTests
{
    [Theory]
    [InlineData("0f1e-1-3-ops", "0f1e-1", 3, "ops", "0f1e|ops")]
    [InlineData("a-12-345-on-call-eu", "a-12", 345, "on-call-eu", "a|on-call-eu")]
    public void Id_is_taken_apart_and_put_together(string text, string incident, long sequence, string sink, string queue)
    {
        Assert.True(DeliveryId.TryParse(text, out var id));
        Assert.Equal((incident, sequence, sink, queue, text), (id.IncidentId, id.Sequence, id.Sink, id.QueueKey, id.ToString()));
        Assert.Equal(text, (Sample.Notification(NotificationType.Triggered, sequence, incident)).DeliveryId(sink));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-1-2")]
    [InlineData("a-1-2-")]
    [InlineData("-1-2-ops")]
    [InlineData("a-x-2-ops")]
    [InlineData("a-1-0-ops")]
    [InlineData("a-1--2-ops")]
    [InlineData("a|b-1-2-ops")]
    public void What_is_no_id_is_refused(string? text) => Assert.False(DeliveryId.TryParse(text, out _));

    [Theory]
    [InlineData("0f1e-1", "0f1e")]
    [InlineData("0f1e", null)]
    [InlineData("0f1e-0", null)]
    [InlineData("0f1e-1-2", null)]
    public void Incident_id_gives_its_grains_key(string text, string? key) => Assert.Equal(key, DeliveryId.IncidentKeyOf(text));
}
