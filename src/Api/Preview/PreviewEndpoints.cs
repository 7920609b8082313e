using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Api.Sentry;
using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Preview;

/// <summary><c>POST /api/v1/config/preview</c>.</summary>
internal static class PreviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/config/preview", PreviewAsync).RequireAccess(Access.Operator).WithTags("config").WithName("config.preview")
            .WithSummary("Routes a pasted or a recorded webhook through the config in force or a draft, and shows the trace. Nothing is kept, nobody is notified.")
            .TakesBody<PreviewBody>(DraftConfig.MaxBodyBytes, """{"integration":"web","resource":"issue","payload":{"action":"resolved","data":{"issue":{"id":"1170820242"}}}}""")
            .Produces<PreviewAnswer>().ProducesProblem(404).ProducesProblem(422);

    private static async Task<IResult> PreviewAsync(
        HttpRequest request, ICurrentConfig config, IConfigHistory history, ISilences silences, IJournal journal, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, refusal) = await JsonBody.ReadAsync(request, PreviewJson.Default.PreviewBody, DraftConfig.MaxBodyBytes, cancellationToken);
        if (body is null)
            return refusal!;
        if (Check(body) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var (now, table) = (time.GetUtcNow(), config.Table);
        if (body.Config is not null)
        {
            (var draft, refusal) = await DraftConfig.CompileAsync(body.Config, config, history, now, cancellationToken);
            if (draft is null)
                return refusal!;
            var current = table.Config.Silences.Select(s => s.Signature()).ToHashSet();
            var stored = silences.Current.All.Where(s => !current.Contains(s.Signature()));
            return await AnswerAsync(body, draft, new([.. draft.Config.Silences, .. stored]), null, journal, now, cancellationToken);
        }

        return await AnswerAsync(body, table, silences.Current, table.Version, journal, now, cancellationToken);
    }

    private static InvalidField? Check(PreviewBody body)
    {
        if (body.Payload is null == body.Receipt is null)
            return new(body.Payload is null ? "payload" : "receipt", "either a payload or a receipt is needed");
        if (body.Payload is { ValueKind: not JsonValueKind.Object })
            return new("payload", "a JSON object is expected: the webhook's body");
        if (body.Payload is not null && string.IsNullOrEmpty(body.Integration))
            return new("integration", "missing; the id of the integration that the payload would come to");
        return null;
    }

    private static async Task<IResult> AnswerAsync(
        PreviewBody body, RouteTable table, SilenceSet silences, long? version, IJournal journal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (body.Receipt is not null)
        {
            var (recorded, missing) = await RecordedAsync(body.Receipt, journal, cancellationToken);
            if (recorded is null)
                return missing!;
            return table.Integration(recorded.Integration) is null ? NoIntegration(recorded.Integration) : Json(PreviewStory.Of(table, silences, recorded, version, now));
        }

        if (table.Integration(body.Integration!) is not { } integration)
            return NoIntegration(body.Integration!);
        var payload = Encoding.UTF8.GetBytes(body.Payload!.Value.GetRawText());
        var decoded = SentryDecoder.Decode(payload, new(integration, new(body.ResourceOrGuess(), null, null), now, new(table.PayloadPaths)));
        return Json(decoded switch
        {
            DecodeResult.Decoded { Event: var alert } => PreviewStory.Of(table, silences, alert, version, now),
            DecodeResult.Ignored ignored => Undecoded(new() { Result = "ignored", Reason = SnakeCase.Of(ignored.Reason), Resource = ignored.Resource, Action = ignored.Action }, version),
            DecodeResult.Malformed malformed => Undecoded(new() { Result = "malformed", Field = malformed.Field, Problem = malformed.Problem }, version),
            var other => throw new InvalidOperationException($"A decode result that nobody handles: {other.GetType().Name}."),
        });
    }

    private static async Task<(AlertEvent? Alert, IResult? Refusal)> RecordedAsync(string receipt, IJournal journal, CancellationToken cancellationToken)
    {
        if (!ReceiptId.TryParse(receipt, out var id))
            return (null, InvalidRequest.Answer(new("receipt", "not a receipt's id, such as r1a2b")));
        if (id.Position == 0 || await journal.ReadAsync(id.Position, cancellationToken) is not { Kind: JournalKind.Issue } entry)
            return (null, TypedResults.Problem($"No recorded webhook '{receipt}': it was not kept, or is no longer.", statusCode: StatusCodes.Status404NotFound));
        return StoredJson.Read<IssueJournalEntry>(entry.Data).Input.Alert is { } alert
            ? (alert, null)
            : (null, TypedResults.Problem($"'{receipt}' is no webhook.", statusCode: StatusCodes.Status404NotFound));
    }

    private static PreviewAnswer Undecoded(PreviewDecode decode, long? version) => new() { ConfigVersion = version, Decode = decode, Routes = [], Destinations = [], Note = null };

    private static JsonHttpResult<PreviewAnswer> Json(PreviewAnswer answer) => TypedResults.Json(answer, PreviewJson.Default.PreviewAnswer);

    private static ProblemHttpResult NoIntegration(string id) => TypedResults.Problem(
        $"integration: there is none of id '{id}' in this config",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["field"] = "integration" });
}
