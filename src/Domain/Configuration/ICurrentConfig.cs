using Router.Domain.Routing;

namespace Router.Domain.Configuration;

/// <summary>The config in force in this process; swapped whole.</summary>
public interface ICurrentConfig
{
    /// <summary>The compiled config; read it once per decision.</summary>
    RouteTable Table { get; }
}
