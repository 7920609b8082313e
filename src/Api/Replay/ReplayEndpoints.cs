using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Domain.Configuration;

namespace Router.Api.Replay;

/// <summary><c>POST /api/v1/replay</c>.</summary>
internal static class ReplayEndpoints
{
    private const string RetryAfterSeconds = "10";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/replay", ReplayAsync).RequireAccess(Access.Operator).WithTags("config").WithName("replay")
            .WithSummary("Replays recorded events through a draft config and tells the difference in notifications. Nobody is notified.")
            .TakesBody<ReplayBody>(DraftConfig.MaxBodyBytes, $$"""{"config":{{DraftConfig.Example}},"since":"24h","examples":5}""").Produces<ReplayAnswer>().ProducesProblem(422);

    private static async Task<IResult> ReplayAsync(
        HttpContext context, ReplayReader reader, ICurrentConfig config, IConfigHistory history, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, refusal) = await JsonBody.ReadAsync(context.Request, ReplayJson.Default.ReplayBody, DraftConfig.MaxBodyBytes, cancellationToken);
        if (body is null)
            return refusal!;
        var now = time.GetUtcNow();
        if (body.Read(now, out var from, out var to, out var examples) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var (draft, bad) = await DraftConfig.CompileAsync(body.Config!, config, history, now, cancellationToken);
        if (draft is null)
            return bad!;
        if (await reader.RunAsync(draft, from, to, examples, cancellationToken) is { } answer)
            return TypedResults.Json(answer, ReplayJson.Default.ReplayAnswer);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Problem("Another replay is under way; try again when it is done.", statusCode: StatusCodes.Status429TooManyRequests);
    }
}
