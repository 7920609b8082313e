using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;

namespace Router.Api.Feed;

/// <summary><c>GET /api/v1/feed</c>: server-sent events.</summary>
internal static class FeedEndpoints
{
    private const string RetryAfterSeconds = "10";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/feed", FollowAsync).RequireAccess(Access.Viewer)
        .WithName("feed").WithSummary("Issue and incident transitions and deliveries as they happen, at least once")
        .WithParameters(FeedFilter.Parameters).Produces<FeedItem>(contentType: "text/event-stream");

    private static async Task<IResult> FollowAsync(HttpContext context, [FromServices] FeedTail tail, [FromServices] FeedStream stream)
    {
        var (filter, invalid) = FeedFilter.Read(context.Request);
        if (invalid is not null)
            return InvalidRequest.Answer(invalid);
        if (await tail.JoinAsync(filter!, context.RequestAborted) is not var (client, joined))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return TypedResults.Problem("The feed has as many clients as it takes (Router:Feed:MaxClients).", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            if (filter!.After > joined)
                return InvalidRequest.Answer(new("Last-Event-ID", $"{filter.After} is beyond the end of the journal, {joined}; leave it out to begin now"));
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await stream.RunAsync(context, client, joined);
            return TypedResults.Empty;
        }
        finally
        {
            tail.Leave(client);
        }
    }
}
