using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary><c>GET /schema/router.json</c>, for editors: open to everyone.</summary>
public static class ConfigSchemaEndpoint
{
    /// <summary>Maps it.</summary>
    public static IEndpointRouteBuilder MapConfigSchema(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConfigSchema.Path, () => TypedResults.Text(ConfigSchema.Json, "application/schema+json")).AllowAnonymous()
            .WithTags("config").WithName("config.schema").WithSummary("The JSON Schema of router.yaml").Produces<string>(StatusCodes.Status200OK, "application/schema+json");
        return routes;
    }
}
