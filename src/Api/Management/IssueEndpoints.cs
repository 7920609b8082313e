using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.OpenApi;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/issues</c>.</summary>
internal static class IssueEndpoints
{
    private static readonly string[] Statuses = [.. Enum.GetNames<IssueStatus>().Where(name => name != nameof(IssueStatus.Unseen))];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/issues", ListAsync).RequireAccess(Access.Viewer)
        .WithName("issues.list").WithSummary("Issues, the newest first unless sorted otherwise").WithParameters([.. ListQuery.Parameters(Statuses), ListQuery.Sort]).Produces<Page<IssueItem>>()
        .WithAnswer("""
            {"items":[{"key":"web|issue|1170820242","status":"Triggered","severity":"Warning","title":"TypeError: x is undefined","project":"storefront","environment":"production","rule":"Notify on new errors","channels":["web"],
            "firstSeen":"2026-01-31T12:00:00Z","lastSeen":"2026-01-31T12:05:00Z","count":3}],"next":null}
            """);

    private static async Task<IResult> ListAsync(HttpRequest request, IIndexQuery index, CancellationToken cancellationToken)
    {
        if (ListQuery.Read(request.Query, "issue", Statuses, out var filter, index.Orders) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var page = await index.ListAsync(filter!, cancellationToken);
        return TypedResults.Json(
            new Page<IssueItem>([.. page.Items.Select(IssueItem.Of)], page.Next is { } next ? CursorText.Write(next) : null),
            ManagementJson.Default.PageIssueItem);
    }
}
