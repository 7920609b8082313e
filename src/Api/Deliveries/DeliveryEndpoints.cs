using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary><c>/api/v1/deliveries</c>, and what happened to an incident at its sinks.</summary>
internal static class DeliveryEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    private const string Example = """{"reason":"the receiver is back"}""";

    private static readonly Parameter Id = Parameter.Path("id", "The delivery's id, which is the webhook-id that receivers see.", "0123456789abcdef0123456789abcdef-1-2-ops");
    private static readonly Parameter IncidentId = Parameter.Path("id", "The incident's id.", "0123456789abcdef0123456789abcdef-1");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deliveries", ListAsync).RequireAccess(Access.Viewer)
            .WithName("deliveries.list").WithSummary("What waits for a sink or was given up")
            .WithParameters(DeliveryQuery.Parameters).Produces<Page<DeliveryItem>>();
        routes.MapGet("/deliveries/{id}", GetAsync).RequireAccess(Access.Viewer)
            .WithName("deliveries.get").WithSummary("One delivery and its attempts").WithParameters(Id).Produces<DeliveryDetail>().ProducesProblem(404);
        routes.MapPost("/deliveries/{id}/retry", (string id, HttpContext context, [FromServices] IDeliveryQueues queues, CancellationToken cancellationToken) =>
                ActAsync(id, DeliveryVerb.Retry, context, queues, cancellationToken)).RequireAccess(Access.Operator)
            .WithName("deliveries.retry").WithSummary("Tries a dead letter again, or what waits at once")
            .WithParameters(Id, ActionRequest.KeyParameter).MayTakeBody<DeliveryBody>(ActionRequest.MaxBodyBytes, Example).Produces<DeliveryAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        routes.MapPost("/deliveries/{id}/drop", (string id, HttpContext context, [FromServices] IDeliveryQueues queues, CancellationToken cancellationToken) =>
                ActAsync(id, DeliveryVerb.Drop, context, queues, cancellationToken)).RequireAccess(Access.Operator)
            .WithName("deliveries.drop").WithSummary("Forgets a dead letter or what waits")
            .WithParameters(Id, ActionRequest.KeyParameter).MayTakeBody<DeliveryBody>(ActionRequest.MaxBodyBytes, Example).Produces<DeliveryAnswer>().ProducesProblem(404).ProducesProblem(422);
        routes.MapPost("/deliveries/retry", RetryAllAsync).RequireAccess(Access.Operator)
            .WithName("deliveries.retry_all").WithSummary("Tries all dead letters of a sink again")
            .WithParameters(ActionRequest.KeyParameter).TakesBody<DeliveryBody>(ActionRequest.MaxBodyBytes, """{"sink":"ops","reason":"the receiver is back"}""").Produces<RetryAllAnswer>().ProducesProblem(404);
        routes.MapGet("/incidents/{id}/deliveries", HistoryAsync).RequireAccess(Access.Viewer)
            .WithName("incidents.deliveries").WithSummary("Every attempt to tell of an incident")
            .WithParameters(IncidentId, new("sink", "The sink's id."), Parameter.Limit(MaxLimit), Parameter.Cursor).Produces<Page<AttemptItem>>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, [FromServices] DeliveryList list, CancellationToken cancellationToken)
    {
        var (query, invalid) = DeliveryQuery.Read(request.Query);
        return invalid is not null ? InvalidRequest.Answer(invalid)
            : TypedResults.Json(await list.ReadAsync(query!, cancellationToken), DeliveryApiJson.Default.PageDeliveryItem);
    }

    private static async Task<IResult> GetAsync(
        string id, [FromServices] DeliveryList list, [FromServices] DeliveryHistory history, CancellationToken cancellationToken)
    {
        if (!DeliveryId.TryParse(id, out var delivery))
            return Unknown(id);
        var queue = await list.OpenAsync(new(DeliveryStore.GrainType, delivery.QueueKey), cancellationToken);
        var waiting = queue.FirstOrDefault(item => item.Id == delivery) is { } found ? DeliveryItem.Of(found) : null;
        var walks = await history.BeginAsync(delivery.IncidentId, delivery.Sink, cancellationToken);
        var attempts = (await history.ReadAsync(walks, entry => entry.DeliveryId == id, MaxLimit, cancellationToken)).Items;
        var state = waiting?.State ?? (attempts is [var last, ..] ? last.Outcome : null);
        return state is null ? Unknown(id) : TypedResults.Json(new(id, state, waiting, attempts), DeliveryApiJson.Default.DeliveryDetail);
    }

    private static async Task<IResult> ActAsync(string id, DeliveryVerb verb, HttpContext context, IDeliveryQueues queues, CancellationToken cancellationToken)
    {
        if (!DeliveryId.TryParse(id, out var delivery))
            return Unknown(id);
        var asked = await ActionRequest.ReadAsync(context.Request, cancellationToken);
        if (asked.Refusal is { } refusal)
            return refusal;
        var result = await queues.CommandAsync(delivery.QueueKey, new()
        {
            Verb = verb,
            IncidentId = delivery.IncidentId,
            Sequence = delivery.Sequence,
            Actor = context.Actor(),
            Reason = asked.Body.Reason,
            IdempotencyKey = asked.IdempotencyKey,
        });
        return result.Reason switch
        {
            DeliveryCommandReason.NotFound => Unknown(id),
            DeliveryCommandReason.SinkRemoved => Refused(StatusCodes.Status409Conflict, result.Reason, $"The sink '{delivery.Sink}' is not in the config any more."),
            DeliveryCommandReason.SinkDisabled => Refused(
                StatusCodes.Status409Conflict, result.Reason, $"The sink '{delivery.Sink}' is disabled. Enable it first: POST sinks/{delivery.Sink}/enable."),
            DeliveryCommandReason.IncidentEnded => Refused(
                StatusCodes.Status409Conflict, result.Reason, "The incident has ended since: the pager would be opened by what nobody closes. Drop the delivery."),
            DeliveryCommandReason.KeyReused => Refused(
                StatusCodes.Status422UnprocessableEntity, result.Reason, "This Idempotency-Key was used for another request."),
            _ => TypedResults.Json(new(id, SnakeCase.Of(result.Reason)), DeliveryApiJson.Default.DeliveryAnswer),
        };
    }

    private static async Task<IResult> RetryAllAsync(HttpContext context, [FromServices] DeadLetterRetry retry, CancellationToken cancellationToken)
    {
        var asked = await ActionRequest.ReadAsync(context.Request, cancellationToken);
        if (asked.Refusal is { } refusal)
            return refusal;
        if (asked.Body.Sink is not { Length: > 0 } sink)
            return InvalidRequest.Answer(new("sink", "missing; it is the sink whose dead letters are to be tried again"));
        return await retry.RunAsync(sink, context.Actor(), asked.Body.Reason, asked.IdempotencyKey, cancellationToken) is { } answer
            ? TypedResults.Json(answer, DeliveryApiJson.Default.RetryAllAnswer)
            : TypedResults.Problem($"No sink '{sink}' in the config.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> HistoryAsync(string id, HttpRequest request, [FromServices] DeliveryHistory history, CancellationToken cancellationToken)
    {
        var query = request.Query;
        if (DeliveryId.IncidentKeyOf(id) is null)
            return TypedResults.Problem($"'{id}' is not an incident's id.", statusCode: StatusCodes.Status404NotFound);
        var limit = DefaultLimit;
        if (query["limit"] is [{ } text] && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            return InvalidRequest.Answer(new("limit", $"'{text}' is not a whole number from 1 to {MaxLimit}"));
        var walks = query["cursor"] is [{ } cursor]
            ? DeliveryHistory.ReadCursor(cursor)
            : await history.BeginAsync(id, query["sink"] is [{ Length: > 0 } sink] ? sink : null, cancellationToken);
        return walks is null
            ? InvalidRequest.Answer(new("cursor", "not a cursor of this API; take it from next of the page before"))
            : TypedResults.Json(await history.ReadAsync(walks, entry => entry.IncidentId == id, limit, cancellationToken), DeliveryApiJson.Default.PageAttemptItem);
    }

    private static ProblemHttpResult Unknown(string id) => TypedResults.Problem(
        $"No delivery '{id}' waits or was given up; it may have been delivered or dropped.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Refused(int status, DeliveryCommandReason reason, string detail) => TypedResults.Problem(
        detail, statusCode: status, extensions: new Dictionary<string, object?> { ["reason"] = SnakeCase.Of(reason) });
}
