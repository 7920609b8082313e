using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Deliveries;
using Router.Api.Feed;
using Router.Api.Incidents;
using Router.Api.Issues;
using Router.Api.Management.Config;
using Router.Api.OpenApi;
using Router.Api.Preview;
using Router.Api.Receipts;
using Router.Api.Replay;
using Router.Api.Silences;
using Router.Api.Sinks;
using Router.Api.Stats;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>The management API, <c>/api/v1</c>.</summary>
public static class ManagementEndpoints
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Maps it. Callers are checked before, by <see cref="RouterAuth.UseRouterAuth"/>.</summary>
    public static IEndpointRouteBuilder MapManagement(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(AnswerStoreUnavailable).Documented();
        IssueEndpoints.Map(api);
        IssuePageEndpoints.Map(api);
        IncidentEndpoints.Map(api);
        IntegrationEndpoints.Map(api);
        RejectedEndpoints.Map(api);
        ReceiptEndpoints.Map(api);
        DeliveryEndpoints.Map(api);
        SinkEndpoints.Map(api);
        FeedEndpoints.Map(api);
        StatsEndpoints.Map(api);
        RouterAuth.MapManagement(api);
        SilenceEndpoints.Map(api);
        PreviewEndpoints.Map(api);
        ReplayEndpoints.Map(api);
        ConfigEndpoints.Map(api);
        return routes;
    }

    private static async ValueTask<object?> AnswerStoreUnavailable(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreUnavailableException)
        {
            context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem("The store can't be read now; the router's log says why.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
