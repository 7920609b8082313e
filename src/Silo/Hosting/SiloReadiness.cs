using Router.Api.Health;

namespace Router.Silo.Hosting;

/// <summary>Ready between the host's start and the begin of its stop.</summary>
internal sealed class SiloReadiness(IHostApplicationLifetime lifetime) : IReadiness
{
    /// <inheritdoc/>
    public Readiness Current =>
        !lifetime.ApplicationStarted.IsCancellationRequested ? Readiness.NotReady("starting")
        : lifetime.ApplicationStopping.IsCancellationRequested ? Readiness.NotReady("stopping")
        : Readiness.Ready;
}
