using Router.Grains.Interfaces;

namespace Router.Api.Sinks;

/// <summary>The way to the sinks.</summary>
internal interface ISinkControl
{
    /// <summary>How a sink stands.</summary>
    Task<SinkStatus> StatusAsync(string sink);

    /// <summary>Enables a sink; false when it was enabled already.</summary>
    Task<bool> EnableAsync(string sink, string actor, string? reason);

    /// <summary>Sends a test; null when the sink is not in the config.</summary>
    Task<SinkAttempt?> TestAsync(string sink, string actor, string? reason);
}
