using Router.Domain.Health;
using Router.Silo.Configuration;

namespace Router.Silo.Health;

/// <summary>A refused config.</summary>
internal sealed class ConfigHealth(IConfigChanges config) : IHealthSource
{
    /// <inheritdoc/>
    public IEnumerable<HealthCause> Causes(DateTimeOffset now) =>
        config.Problem is { } problem ? [new(HealthKind.ConfigRefused, "", "The config is refused", problem)] : [];
}
