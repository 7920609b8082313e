namespace Router.Domain.Configuration;

/// <summary>The sinks that were in the config once. It may read the whole history: never to be asked on the way of a webhook.</summary>
public interface IPastSinks
{
    /// <summary>A sink by the newest version that had it; null when none did.</summary>
    ValueTask<PastSink?> FindAsync(string id, CancellationToken cancellationToken = default);
}
