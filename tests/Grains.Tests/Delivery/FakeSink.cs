using System.Threading.Channels;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Tests.Delivery;

/// <summary>A sink of type webhook that answers as the test says.</summary>
internal sealed class FakeSink : ISink
{
    private readonly Channel<Notification> _calls = Channel.CreateUnbounded<Notification>();

    public string Type => "webhook";

    public Func<Notification, Task<SinkResult>> Answer { get; set; } = _ => Task.FromResult(SinkResult.Delivered(200));

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite(notification);
        return Answer(notification).WaitAsync(cancellationToken);
    }

    /// <summary>The next call.</summary>
    public Task<Notification> NextAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(DeliveryCluster.Bound);

    public bool HasMore => _calls.Reader.TryPeek(out _);
}
