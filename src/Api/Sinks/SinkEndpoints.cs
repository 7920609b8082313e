using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Deliveries;
using Router.Api.Management;
using Router.Domain.Configuration;

namespace Router.Api.Sinks;

/// <summary><c>/api/v1/sinks</c>.</summary>
internal static class SinkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sinks", ListAsync).RequireAccess(Access.Viewer)
            .WithName("sinks.list").WithSummary("The sinks and how they stand").Produces<Page<SinkItem>>();
        routes.MapPost("/sinks/{id}/test", TestAsync).RequireAccess(Access.Operator)
            .WithName("sinks.test").WithSummary("Sends incident.test and answers what the sink said")
            .Accepts<DeliveryBody>(true, "application/json").Produces<SinkAttemptItem>().ProducesProblem(400).ProducesProblem(404);
        routes.MapPost("/sinks/{id}/enable", EnableAsync).RequireAccess(Access.Operator)
            .WithName("sinks.enable").WithSummary("Enables a sink that its receiver disabled (410)")
            .Accepts<DeliveryBody>(true, "application/json").Produces<SinkEnabled>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, ICurrentConfig config, [FromServices] ISinkControl sinks, [FromServices] TroubledQueues queues, CancellationToken cancellationToken)
    {
        if (request.Query.Keys.FirstOrDefault() is { } field)
            return InvalidRequest.Answer(new(field, "unknown; this list is short and takes no filters"));
        var configured = config.Table.Config.Sinks;
        var counts = await queues.CountAsync(cancellationToken);
        var statuses = await Task.WhenAll(configured.Select(sink => sinks.StatusAsync(sink.Id)));
        var items = configured.Zip(statuses, (sink, status) => SinkItem.Of(sink, status, counts.GetValueOrDefault(sink.Id)));
        return TypedResults.Json(new Page<SinkItem>([.. items], null), SinkApiJson.Default.PageSinkItem);
    }

    private static async Task<IResult> TestAsync(string id, HttpContext context, [FromServices] ISinkControl sinks, CancellationToken cancellationToken)
    {
        var asked = await ActionRequest.ReadAsync(context.Request, cancellationToken);
        if (asked.Invalid is { } invalid)
            return InvalidRequest.Answer(invalid);
        return SinkAttemptItem.Of(await sinks.TestAsync(id, context.Actor(), asked.Body.Reason)) is { } answer
            ? TypedResults.Json(answer, SinkApiJson.Default.SinkAttemptItem)
            : Unknown(id);
    }

    private static async Task<IResult> EnableAsync(
        string id, HttpContext context, ICurrentConfig config, [FromServices] ISinkControl sinks, CancellationToken cancellationToken)
    {
        if (config.Table.Sink(id) is null)
            return Unknown(id);
        var asked = await ActionRequest.ReadAsync(context.Request, cancellationToken);
        if (asked.Invalid is { } invalid)
            return InvalidRequest.Answer(invalid);
        var changed = await sinks.EnableAsync(id, context.Actor(), asked.Body.Reason);
        return TypedResults.Json(new SinkEnabled(id, changed ? "enabled" : "already_enabled"), SinkApiJson.Default.SinkEnabled);
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"No sink '{id}' in the config.", statusCode: StatusCodes.Status404NotFound);
}
