using Router.Domain.Routing;

namespace Router.Api.Sentry.Ingress;

/// <summary>What the endpoint derives from one version of the config.</summary>
/// <param name="Table">The config.</param>
/// <param name="Payload">Its <c>payload.*</c> paths, compiled.</param>
internal sealed record IngressPlan(RouteTable Table, PayloadPaths Payload)
{
    public static IngressPlan Of(RouteTable table) => new(table, table.PayloadPaths.IsEmpty ? PayloadPaths.None : new PayloadPaths(table.PayloadPaths));
}
