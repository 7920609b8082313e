using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Domain.Configuration;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Silences;

/// <summary><c>/api/v1/silences</c>.</summary>
internal static class SilenceEndpoints
{
    private const long MaxBodyBytes = 16 * 1024;
    private const int MaxKey = 255;
    private const string KeyHeader = "Idempotency-Key";
    private const string Example = """{"when":"project == \"storefront\"","until":"2026-01-31T12:00:00Z","reason":"a deploy"}""";

    private static readonly Parameter Id = Parameter.Path("id", "The silence's id.", "deploy");
    private static readonly string[] Statuses = [SilenceItem.Scheduled, SilenceItem.Active, SilenceItem.Ended];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var silences = routes.MapGroup("/silences").WithTags("silences");
        silences.MapGet("/", ListAsync).RequireAccess(Access.Viewer).WithName("silences.list").WithSummary("Lists silences, the config's first.")
            .WithParameters(Parameter.OneOf("status", "The status.", Statuses), Parameter.Limit(500), Parameter.Cursor).Produces<Page<SilenceItem>>();
        silences.MapPost("/", CreateAsync).RequireAccess(Access.Operator).WithName("silences.create").WithSummary("Creates a silence; an Idempotency-Key makes it safe to repeat.")
            .WithParameters(Parameter.IdempotencyKey(MaxKey)).TakesBody<SilenceDraft>(MaxBodyBytes, Example).Produces<SilenceItem>(201).Produces<SilenceItem>().ProducesProblem(409).ProducesProblem(422);
        silences.MapGet("/{id}", GetAsync).RequireAccess(Access.Viewer).WithName("silences.get").WithSummary("Shows a silence.").WithParameters(Id)
            .Produces<SilenceItem>().ProducesProblem(404);
        silences.MapPost("/{id}/end", EndAsync).RequireAccess(Access.Operator).WithName("silences.end").WithSummary("Ends a silence now; what it held back and is open still is announced.")
            .WithParameters(Id).MayTakeBody<EndBody>(MaxBodyBytes, """{"reason":"the deploy is done"}""").Produces<SilenceItem>().ProducesProblem(404).WithIdempotencyKey(MaxBodyBytes);
        silences.MapPost("/preview", PreviewAsync).RequireAccess(Access.Operator).WithName("silences.preview").WithSummary("Says which of the last week's alerts a silence would have muted.")
            .TakesBody<SilenceDraft>(MaxBodyBytes, Example).Produces<SilencePreviewAnswer>().ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SilenceRows rows, ICurrentConfig config, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ListQuery.Read(request.Query, SilenceStore.GrainType, Statuses, out var filter) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var (now, status) = (time.GetUtcNow(), filter!.Status);
        var stored = status switch
        {
            null => filter,
            SilenceItem.Ended => filter with { Status = SilenceStore.Over },
            _ => filter with { Status = SilenceStore.Live },
        };
        var (records, next) = await rows.ListAsync(stored, cancellationToken);
        var items = records.Select(r => SilenceItem.Of(r, now)).OfType<SilenceItem>();
        if (filter.After is null)
            items = config.Table.Config.Silences.Select(s => SilenceItem.Of(s, now)).Concat(items);
        return TypedResults.Json(
            new Page<SilenceItem>([.. items.Where(i => status is null || i.Status == status)], next is { } cursor ? CursorText.Write(cursor) : null),
            SilenceJson.Default.PageSilenceItem);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SilenceRows rows, ICurrentConfig config, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = context.Request.Headers[KeyHeader] is [{ Length: > 0 } sent] ? sent : null;
        if (context.Request.Headers.ContainsKey(KeyHeader) && (key is null || key.Length > MaxKey))
            return InvalidRequest.Answer(new(KeyHeader, $"1 to {MaxKey} characters, once"));
        var (sentDraft, refusal) = await JsonBody.ReadAsync(context.Request, SilenceJson.Default.SilenceDraft, MaxBodyBytes, cancellationToken);
        if (sentDraft is null)
            return refusal!;
        var (id, asked, now) = (SilenceRows.Id(key), SilenceRows.Request(sentDraft), time.GetUtcNow());
        if (key is not null && await rows.FindAsync(id, cancellationToken) is { } known)
            return Answer(known, asked, now);
        var draft = sentDraft with { From = sentDraft.From ?? now.UtcDateTime.ToString("O"), Owner = sentDraft.Owner ?? context.Actor() };
        if (Check(draft, id, config, now, out _) is { } invalid)
            return invalid;
        if (await rows.IsFullAsync(cancellationToken))
            return TypedResults.Problem($"There are {SilenceRows.MaxLive} silences already; end some first.", statusCode: StatusCodes.Status409Conflict);
        var (record, isNew) = await rows.CreateAsync(new() { Id = id, Draft = draft, Request = asked, CreatedBy = context.Actor(), CreatedAt = now }, cancellationToken);
        if (!isNew)
            return Answer(record, asked, now);
        context.Response.Headers.Location = $"/api/v1/silences/{id}";
        return TypedResults.Json(SilenceItem.Of(record, now), SilenceJson.Default.SilenceItem, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(string id, SilenceRows rows, ICurrentConfig config, TimeProvider time, CancellationToken cancellationToken)
    {
        if (InConfig(config, id) is { } silence)
            return TypedResults.Json(SilenceItem.Of(silence, time.GetUtcNow()), SilenceJson.Default.SilenceItem);
        return await rows.FindAsync(id, cancellationToken) is { } record ? Answer(record, record.Request, time.GetUtcNow()) : Unknown(id);
    }

    private static async Task<IResult> EndAsync(string id, HttpContext context, SilenceRows rows, ICurrentConfig config, TimeProvider time, CancellationToken cancellationToken)
    {
        EndBody? body = null;
        if (context.Request.ContentLength is not (null or 0) || context.Request.Headers.TransferEncoding.Count > 0)
        {
            (body, var refusal) = await JsonBody.ReadAsync(context.Request, SilenceJson.Default.EndBody, MaxBodyBytes, cancellationToken);
            if (body is null)
                return refusal!;
        }

        if (body?.Reason is { Length: > SilenceDraft.MaxText })
            return InvalidRequest.Answer(new("reason", $"longer than {SilenceDraft.MaxText} characters"));
        if (InConfig(config, id) is not null)
            return TypedResults.Problem($"The silence '{id}' is the config's: change it there.", statusCode: StatusCodes.Status409Conflict);
        return await rows.EndAsync(id, context.Actor(), body?.Reason, cancellationToken) is { } record ? Answer(record, record.Request, time.GetUtcNow()) : Unknown(id);
    }

    private static async Task<IResult> PreviewAsync(HttpRequest request, ICurrentConfig config, SilencePreviewReader previews, CancellationToken cancellationToken)
    {
        var (draft, refusal) = await JsonBody.ReadAsync(request, SilenceJson.Default.SilenceDraft, MaxBodyBytes, cancellationToken);
        if (draft is null)
            return refusal!;
        if (Check(draft, "preview", config, null, out var silence) is { } invalid)
            return invalid;
        return TypedResults.Json(await previews.ReadAsync(silence!, cancellationToken), SilenceJson.Default.SilencePreviewAnswer);
    }

    private static ProblemHttpResult? Check(SilenceDraft draft, string id, ICurrentConfig config, DateTimeOffset? now, out Silence? silence)
    {
        var problems = SilenceCheck.Of(draft, id, config.Table, now, out silence);
        return problems.Count > 0 ? InvalidSilence.Answer(problems) : null;
    }

    private static Silence? InConfig(ICurrentConfig config, string id) => config.Table.Config.Silences.FirstOrDefault(s => s.Id == id);

    private static IResult Answer(SilenceRecord record, string asked, DateTimeOffset now)
    {
        if (record.Request != asked)
            return InvalidSilence.Answer([new(KeyHeader, "was used before, for another silence")]);
        return SilenceItem.Of(record, now) is { } item
            ? TypedResults.Json(item, SilenceJson.Default.SilenceItem)
            : TypedResults.Problem($"The silence '{record.Id}' can't be read by this version.", statusCode: StatusCodes.Status409Conflict);
    }

    private static ProblemHttpResult Unknown(string id) => TypedResults.Problem($"No silence '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
