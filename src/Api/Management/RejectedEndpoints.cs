using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.OpenApi;
using Router.Api.Sentry.Ingress;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/rejected</c>: the last refused calls of this process, newest first, on one page.</summary>
internal static class RejectedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rejected", List).RequireAccess(Access.Viewer).WithTags("sentry")
        .WithName("rejected.list").WithSummary("The last refused webhooks of this process, the newest first").WithParameters().Produces<Page<RejectedItem>>();

    private static JsonHttpResult<Page<RejectedItem>> List(RejectedLog rejected) =>
        TypedResults.Json<Page<RejectedItem>>(new([.. rejected.Latest().Select(RejectedItem.Of)], null), ManagementJson.Default.PageRejectedItem);
}
