using Router.Domain.Health;

namespace Router.Grains.Interfaces;

/// <summary>The router's own health: gathers what each process sees, looks at the sinks, and tells the system channel. One, with the key <c>router</c>.</summary>
[Alias("router.health")]
public interface IHealthGrain : IGrainWithStringKey
{
    /// <summary>Takes a process's report, every few seconds, and tells what has changed; completes when that is durable. A report counts for a minute.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">The store can't commit.</exception>
    [Alias("report")]
    Task ReportAsync(HealthReport report);
}
