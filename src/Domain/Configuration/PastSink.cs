namespace Router.Domain.Configuration;

/// <summary>A sink that is no longer in the config, as the last version that had it says.</summary>
/// <param name="Sink">Its settings; null when they can't be read any more.</param>
/// <param name="Problem">Why they can't be read: which reference names nothing; null when they can.</param>
public sealed record PastSink(SinkConfig? Sink, string? Problem);
