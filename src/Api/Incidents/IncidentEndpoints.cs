using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Timeline;
using Router.Domain.Actions;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Api.Incidents;

/// <summary><c>GET /api/v1/incidents</c>, <c>GET /api/v1/incidents/{id}</c> and <c>POST /api/v1/incidents/{id}/acknowledge|resolve|reopen|snooze</c>.</summary>
internal static class IncidentEndpoints
{
    private static readonly Parameter Id = Parameter.Path("id", "The id that notifications carry.", "0123456789abcdef0123456789abcdef-1");
    private static readonly string[] Statuses = Enum.GetNames<IncidentStatus>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents", ListAsync).RequireAccess(Access.Viewer)
            .WithName("incidents.list").WithSummary("Incidents, the newest first unless sorted otherwise").WithParameters([.. ListQuery.Parameters(Statuses), ListQuery.Sort])
            .Produces<Page<IncidentItem>>();
        routes.MapGet("/incidents/{id}", DetailsAsync).RequireAccess(Access.Viewer)
            .WithName("incidents.get").WithSummary("An incident with its issues and timeline").WithParameters([Id, .. TimelineQuery.Parameters])
            .Produces<IncidentDetails>().ProducesProblem(404);
        foreach (var kind in Enum.GetValues<ActionKind>())
        {
            var verb = kind.ToString().ToLowerInvariant();
            routes.MapPost($"/incidents/{{id}}/{verb}", (string id, HttpContext context, IGrainStateStorage storage, IActionClient actions, TimeProvider time) =>
                    ActAsync(id, kind, context, storage, actions, time))
                .RequireAccess(Access.Operator)
                .WithName($"incidents.{verb}").WithSummary($"{kind} an incident").WithParameters(Id, ActionRequest.KeyParameter)
                .MayTakeBody<ActionBody>(ActionRequest.MaxBodyBytes, ActionRequest.Example(kind))
                .Produces<ActionAnswer>().ProducesProblem(404).ProducesProblem(422).WithAnswer(ActionAnswer.Example);
        }
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IIndexQuery index, CancellationToken cancellationToken)
    {
        if (ListQuery.Read(request.Query, IncidentRecord.RowType, Statuses, out var filter, index.Orders) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var page = await index.ListAsync(filter!, cancellationToken);
        return TypedResults.Json(
            new Page<IncidentItem>([.. page.Items.Select(IncidentItem.Of)], page.Next is { } next ? CursorText.Write(next) : null),
            IncidentsJson.Default.PageIncidentItem);
    }

    private static async Task<IResult> DetailsAsync(
        string id, HttpRequest request, IGrainStateStorage storage, IJournal journal, RouterLinks links, CancellationToken cancellationToken)
    {
        if (TimelineQuery.Read(request.Query, out var query) is { } invalid)
            return InvalidRequest.Answer(invalid);
        if (IncidentId.Parse(id) is not { } incident || await FoundIncident.ReadAsync(incident, storage, cancellationToken) is not { } found)
            return ActionResponse.Unknown("incident");
        var timeline = await TimelineWalk.PageAsync(
            journal, new(IncidentStore.GrainType, incident.Key.Value), found.Newest, query, entry => IncidentTimelineItem.Of(entry, id), cancellationToken);
        return timeline is null
            ? InvalidRequest.Answer(TimelineQuery.NotACursor)
            : TypedResults.Json(IncidentDetails.Of(incident, await found.CountedAsync(storage, cancellationToken), links.Incident(id), timeline), IncidentsJson.Default.IncidentDetails);
    }

    private static async Task<IResult> ActAsync(string id, ActionKind kind, HttpContext context, IGrainStateStorage storage, IActionClient actions, TimeProvider time)
    {
        var (action, refusal) = await ActionRequest.ReadAsync(context, kind, time.GetUtcNow());
        if (refusal is not null)
            return refusal;
        return IncidentId.Parse(id) is not { } incident || await FoundIncident.ReadAsync(incident, storage, context.RequestAborted) is not { Incident.IsTest: false }
            ? ActionResponse.Unknown("incident")
            : ActionResponse.Of(await actions.ActAsync(incident.Key, incident.Number, action!), "incident");
    }
}
