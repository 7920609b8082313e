using Router.Domain.Configuration;

namespace Router.Silo.Configuration;

/// <summary>Which version of the config is the newest.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Revision">The version itself; null in a row of a router that kept it in its own row alone.</param>
internal sealed record ConfigPointer(long Version, ConfigRevision? Revision = null);
