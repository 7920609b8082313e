using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Timeline;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Issues;

/// <summary><c>GET /api/v1/issues/{key}</c> and <c>POST /api/v1/issues/{key}/acknowledge|resolve|reopen</c>.</summary>
internal static class IssuePageEndpoints
{
    private static readonly Parameter Key = Parameter.Path("key", "The issue's key, percent-encoded.", "web|issue|1170820242");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/issues/{key}", DetailsAsync).RequireAccess(Access.Viewer)
            .WithName("issues.get").WithSummary("An issue with its timeline").WithParameters([Key, .. TimelineQuery.Parameters])
            .Produces<IssueDetails>().ProducesProblem(404);
        foreach (var kind in (ActionKind[])[ActionKind.Acknowledge, ActionKind.Resolve, ActionKind.Reopen])
        {
            var verb = kind.ToString().ToLowerInvariant();
            routes.MapPost($"/issues/{{key}}/{verb}", (string key, HttpContext context, IGrainStateStorage storage, IActionClient actions, TimeProvider time) =>
                    ActAsync(key, kind, context, storage, actions, time))
                .RequireAccess(Access.Operator)
                .WithName($"issues.{verb}").WithSummary($"{kind} an issue").WithParameters(Key, ActionRequest.KeyParameter)
                .MayTakeBody<ActionBody>(ActionRequest.MaxBodyBytes, ActionRequest.Example(kind))
                .Produces<ActionAnswer>().ProducesProblem(404).ProducesProblem(422).WithAnswer(ActionAnswer.Example);
        }
    }

    private static async Task<IResult> DetailsAsync(string key, HttpRequest request, IGrainStateStorage storage, IJournal journal, CancellationToken cancellationToken)
    {
        if (TimelineQuery.Read(request.Query, out var query) is { } invalid)
            return InvalidRequest.Answer(invalid);
        key = ActionResponse.PathValue(key);
        if (await FoundIssue.ReadAsync(key, storage, cancellationToken) is not { } found)
            return ActionResponse.Unknown("issue");
        var timeline = await TimelineWalk.PageAsync(journal, new(IssueStore.GrainType, key), found.Row.LastPosition, query, IssueTimelineItem.Of, cancellationToken);
        if (timeline is null)
            return InvalidRequest.Answer(TimelineQuery.NotACursor);
        var channels = await found.ChannelsAsync(storage, cancellationToken);
        return TypedResults.Json(IssueDetails.Of(found.State, channels, timeline), IssuesJson.Default.IssueDetails);
    }

    private static async Task<IResult> ActAsync(string key, ActionKind kind, HttpContext context, IGrainStateStorage storage, IActionClient actions, TimeProvider time)
    {
        key = ActionResponse.PathValue(key);
        var (action, refusal) = await ActionRequest.ReadAsync(context, kind, time.GetUtcNow());
        if (refusal is not null)
            return refusal;
        return await FoundIssue.ReadAsync(key, storage, context.RequestAborted) is null
            ? ActionResponse.Unknown("issue")
            : ActionResponse.Of(await actions.ActAsync(new IssueKey(key), action!), "issue");
    }
}
