using Router.Domain.Configuration;

namespace Router.Domain.Delivery;

/// <summary>One type of receiver. Stateless: everything it needs comes with the call. Never throws for what a receiver or network does.</summary>
public interface ISink
{
    /// <summary>The type's name in the config: <c>webhook</c>.</summary>
    string Type { get; }

    /// <summary>Makes one attempt to bring a notification to the receiver, within the sink's own time limit.</summary>
    /// <param name="sink">The receiver, of this type.</param>
    /// <param name="notification">What to say.</param>
    /// <param name="links">Where links back to the router go.</param>
    /// <param name="cancellationToken">Ends the attempt early: the process is stopping.</param>
    Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken);
}
