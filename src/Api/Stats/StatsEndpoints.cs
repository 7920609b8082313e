using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;

namespace Router.Api.Stats;

/// <summary><c>GET /api/v1/stats</c> and <c>GET /api/v1/integrations</c>.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", StatsAsync).RequireAccess(Access.Viewer)
            .WithName("stats").WithSummary("How the router is doing, with time buckets for a chart")
            .WithParameters(Parameter.OneOf("window", "How far back the buckets reach; default 1h.", StatsReader.Windows)).Produces<StatsAnswer>();
        routes.MapGet("/integrations", IntegrationsAsync).RequireAccess(Access.Viewer)
            .WithName("integrations.list").WithSummary("The integrations and what came for them").WithParameters().Produces<Page<IntegrationItem>>();
    }

    private static async Task<IResult> StatsAsync(HttpRequest request, [FromServices] StatsReader stats)
    {
        var window = request.Query["window"] is [{ } asked] ? asked : "1h";
        return StatsReader.Windows.Contains(window)
            ? TypedResults.Json(await stats.ReadAsync(window), StatsJson.Default.StatsAnswer)
            : InvalidRequest.Answer(new("window", $"'{window}' is not one of {string.Join(", ", StatsReader.Windows)}"));
    }

    private static async Task<JsonHttpResult<Page<IntegrationItem>>> IntegrationsAsync([FromServices] StatsReader stats) =>
        TypedResults.Json(new Page<IntegrationItem>(await stats.IntegrationsAsync(), null), StatsJson.Default.PageIntegrationItem);
}
