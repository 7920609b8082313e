using Router.Domain.Routing;

namespace Router.Silo.Configuration;

/// <summary>The config that the process starts with.</summary>
/// <param name="Path">The file.</param>
/// <param name="Table">Its text, compiled.</param>
/// <param name="Stamp">The file as it was then.</param>
internal sealed record ConfigStart(string Path, RouteTable Table, FileStamp Stamp);
