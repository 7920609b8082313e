using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Deliveries;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Configuration;

namespace Router.Api.Sinks;

/// <summary><c>/api/v1/sinks</c>.</summary>
internal static class SinkEndpoints
{
    private const string Example = """{"reason":"the receiver is back"}""";

    private static readonly Parameter Id = Parameter.Path("id", "The sink's id.", "ops");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sinks", ListAsync).RequireAccess(Access.Viewer)
            .WithName("sinks.list").WithSummary("The sinks and how they stand").WithParameters().Produces<Page<SinkItem>>();
        routes.MapPost("/sinks/{id}/test", TestAsync).RequireAccess(Access.Operator)
            .WithName("sinks.test").WithSummary("Sends incident.test and answers what the sink said")
            .WithParameters(Id).MayTakeBody<DeliveryBody>(ActionRequest.MaxBodyBytes, Example).Produces<SinkAttemptItem>().ProducesProblem(404).WithIdempotencyKey(ActionRequest.MaxBodyBytes);
        TemplatePreviewEndpoint.Map(routes);
        routes.MapPost("/sinks/{id}/enable", EnableAsync).RequireAccess(Access.Operator)
            .WithName("sinks.enable").WithSummary("Enables a sink that its receiver disabled (410)")
            .WithParameters(Id).MayTakeBody<DeliveryBody>(ActionRequest.MaxBodyBytes, Example).Produces<SinkEnabled>().ProducesProblem(404).WithAnswer("""{"id":"ops","outcome":"enabled"}""")
            .WithIdempotencyKey(ActionRequest.MaxBodyBytes);
    }

    private static async Task<IResult> ListAsync(SinkList sinks, CancellationToken cancellationToken) =>
        TypedResults.Json(new Page<SinkItem>(await sinks.ReadAsync(cancellationToken), null), SinkApiJson.Default.PageSinkItem);

    private static async Task<IResult> TestAsync(string id, HttpContext context, [FromServices] ISinkControl sinks, CancellationToken cancellationToken)
    {
        var asked = await ActionRequest.ReadAsync(context.Request, cancellationToken);
        if (asked.Refusal is { } refusal)
            return refusal;
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
        if (asked.Refusal is { } refusal)
            return refusal;
        var changed = await sinks.EnableAsync(id, context.Actor(), asked.Body.Reason);
        return TypedResults.Json(new SinkEnabled(id, changed ? "enabled" : "already_enabled"), SinkApiJson.Default.SinkEnabled);
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"No sink '{id}' in the config.", statusCode: StatusCodes.Status404NotFound);
}
