using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth.Failures;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Storage;

namespace Router.Api.Auth.Audit;

/// <summary><c>GET /api/v1/audit</c>: what was done by hand, from the journal, and the last refused callers of this process, from memory; newest first.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", ListAsync).RequireAccess(Access.Admin)
        .WithName("audit.list").WithSummary("What was done by hand and who was refused, newest first. Refused callers: the last hundred of this process.")
        .WithParameters(PageQuery.Parameters).Produces<Page<AuditItem>>();

    private static async Task<IResult> ListAsync(HttpRequest request, IAuditJournal journal, AuthFailures failures, CancellationToken cancellationToken)
    {
        if (PageQuery.Read(request.Query, out var limit, out var text) is { } invalid)
            return InvalidRequest.Answer(invalid);
        if ((text is null ? AuditCursor.Start : AuditCursor.Parse(text)) is not { } cursor)
            return InvalidRequest.Answer(new("cursor", "not a cursor of this API; take it from next of the page before"));

        var actions = new Queue<JournalEntry>(await journal.ReadAuditAsync(cursor.Position, limit + 1, cancellationToken));
        var refusals = new Queue<AuthFailure>(failures.Latest().Where(failure => failure.Sequence < cursor.Failure));
        var items = new List<AuditItem>();
        while (items.Count < limit && actions.Count + refusals.Count > 0)
        {
            if (refusals.TryPeek(out var refusal) && !(actions.TryPeek(out var action) && action.At > refusal.Time))
            {
                items.Add(AuditItem.Of(refusals.Dequeue()));
                cursor = cursor with { Failure = refusal.Sequence };
            }
            else
            {
                items.Add(AuditItem.Of(actions.Peek()));
                cursor = cursor with { Position = actions.Dequeue().Position };
            }
        }

        return TypedResults.Json(new Page<AuditItem>(items, actions.Count + refusals.Count > 0 ? cursor.ToString() : null), AuditListJson.Default.PageAuditItem);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Page<AuditItem>))]
internal sealed partial class AuditListJson : JsonSerializerContext;
