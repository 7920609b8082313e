namespace Router.Silo.Configuration;

/// <summary>Which version of the config is the newest.</summary>
/// <param name="Version">Its number.</param>
internal sealed record ConfigPointer(long Version);
