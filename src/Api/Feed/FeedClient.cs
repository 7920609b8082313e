using System.Threading.Channels;

namespace Router.Api.Feed;

/// <summary>One listener: what it wants, and the events that it has not written yet. Dropped when they are too many.</summary>
internal sealed class FeedClient(FeedFilter filter, int capacity) : IDisposable
{
    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _dropped = new();

    /// <summary>What it wants to hear.</summary>
    public FeedFilter Filter { get; } = filter;

    /// <summary>It has caught up, and is given what happens from now on. Set by <see cref="FeedTail"/> alone.</summary>
    public bool IsAttached { get; set; }

    /// <summary>The events to write.</summary>
    public ChannelReader<byte[]> Frames => _frames.Reader;

    /// <summary>Ends when it read too slowly.</summary>
    public CancellationToken Dropped => _dropped.Token;

    /// <summary>Gives it an event; false when it has too many already.</summary>
    public bool TryGive(byte[] frame) => _frames.Writer.TryWrite(frame);

    /// <summary>Ends it: it connects anew and goes on from its last event.</summary>
    public void Drop() => _dropped.CancelAsync();

    public void Dispose() => _dropped.Dispose();
}
