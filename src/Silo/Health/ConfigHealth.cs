using Router.Domain.Health;
using Router.Silo.Configuration;

namespace Router.Silo.Health;

/// <summary>A refused config file.</summary>
internal sealed class ConfigHealth(ConfigHost config) : IHealthSource
{
    /// <inheritdoc/>
    public IEnumerable<HealthCause> Causes(DateTimeOffset now) =>
        config.Refusal is { } refusal ? [new(HealthKind.ConfigRefused, "", "The config file is refused", refusal)] : [];
}
