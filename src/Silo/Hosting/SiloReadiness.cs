using Router.Api.Health;
using Router.Silo.Configuration;
using Router.Storage;

namespace Router.Silo.Hosting;

/// <summary>Ready between the host's start, once it is warm, and the begin of its stop, while the store commits and, in a cluster, this host can use the newest config.</summary>
internal sealed class SiloReadiness(IHostApplicationLifetime lifetime, IStore store, WarmUp warmUp, ClusterConfigHost? config = null) : IReadiness
{
    /// <inheritdoc/>
    public Readiness Current =>
        !lifetime.ApplicationStarted.IsCancellationRequested ? Readiness.NotReady("starting")
        : !warmUp.IsDone ? Readiness.NotReady("warming up")
        : lifetime.ApplicationStopping.IsCancellationRequested ? Readiness.NotReady("stopping")
        : !store.CanCommit ? Readiness.NotReady("the store can't commit; the log says why")
        : config?.Problem is { } problem ? Readiness.NotReady(problem)
        : Readiness.Ready;
}
