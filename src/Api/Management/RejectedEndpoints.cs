using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Sentry.Ingress;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/rejected</c>: the last refused calls of this process, newest first, on one page.</summary>
internal static class RejectedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rejected", List).RequireAccess(Access.Viewer);

    private static IResult List(HttpRequest request, RejectedLog rejected) => request.Query.Keys.FirstOrDefault() is { } field
        ? InvalidRequest.Answer(new(field, "unknown; this list is short and takes no filters"))
        : TypedResults.Json(new([.. rejected.Latest().Select(RejectedItem.Of)], null), ManagementJson.Default.PageRejectedItem);
}
