using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Router.Api.Auth;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Api.Requests.Idempotency;
using Router.Domain.Actions;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary><c>/api/v1/config</c>: the document in force, its versions, and its changes.</summary>
internal static class ConfigEndpoints
{
    private const string Changed = """{"version":7,"warnings":[]}""";
    private const string Example = """
        integrations:
          - { id: web, key: a-key-of-16-or-more-characters, clientSecrets: ["the-client-secret-of-sentry-00000"], channel: web }
        channels:
          - { id: web, sinks: [out] }
        sinks:
          - { id: out, type: console }
        """;

    private static readonly Parameter Version = Parameter.Path("version", "The version's number.", "1");

    private static readonly Parameter[] Reasons =
    [
        Parameter.Header("If-Match", "The ETag of the version that the change was made from, or *.", 100),
        Parameter.Header(ConfigRequest.ReasonHeader, "Why; or as ?reason=.", PersonAction.MaxReason),
        new("reason", "Why.") { MaxLength = PersonAction.MaxReason },
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var config = routes.MapGroup("/config").WithTags("config");
        config.MapGet("", GetAsync).RequireAccess(Access.Viewer).WithName("config.get")
            .WithSummary("The config in force as YAML, or as JSON with Accept: application/json; secrets show as ***. Its version is the ETag")
            .WithParameters(Parameter.Header("If-None-Match", "The ETag that the caller has: the same again is a 304.", 100))
            .Produces<JsonElement>().ProducesText(ConfigAnswers.Yaml).Produces(304);
        config.MapPut("", PutAsync).RequireAccess(Access.Admin).WithName("config.put")
            .WithSummary("Puts another config in force at once, whole or not at all. If-Match names the version that it was made from; *** keeps a secret")
            .WithParameters(Reasons).TakesYaml(ConfigDocument.MaxLength, Example).Produces<ConfigAnswer>().WithAnswer(Changed)
            .ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        config.MapPost("/check", CheckAsync).RequireAccess(Access.Operator).WithName("config.check")
            .WithSummary("What the check finds in a document. Nothing changes; references are not read")
            .TakesYaml(ConfigDocument.MaxLength, Example).Produces<ConfigCheckAnswer>()
            .WithAnswer("""{"errors":[],"warnings":[]}""");
        config.MapGet("/history", ListAsync).RequireAccess(Access.Viewer).WithName("config.history.list")
            .WithSummary("The versions that were in force, the newest first").WithParameters(PageQuery.Parameters).Produces<Page<ConfigVersionItem>>();
        config.MapGet("/history/{version:long}", VersionAsync).RequireAccess(Access.Viewer).WithName("config.history.get")
            .WithSummary("A version as YAML, or as JSON with Accept: application/json; secrets show as ***")
            .WithParameters(Version).Produces<JsonElement>().ProducesText(ConfigAnswers.Yaml).ProducesProblem(404);
        config.MapGet("/history/{version:long}/diff", DiffAsync).RequireAccess(Access.Viewer).WithName("config.history.diff")
            .WithSummary("The unified diff from a version to another (?to=, default the one in force)")
            .WithParameters(Version, new("to", "The other version.") { Type = JsonSchemaType.Integer, Minimum = 1 })
            .Produces<ConfigDiffAnswer>().ProducesText("text/x-diff").ProducesProblem(404);
        config.MapPost("/restore/{version:long}", RestoreAsync).RequireAccess(Access.Admin).WithName("config.restore")
            .WithSummary("Puts a version in force again, as a new one").WithParameters([Version, .. Reasons]).Produces<ConfigAnswer>().WithAnswer(Changed)
            .ProducesProblem(404).ProducesProblem(412).ProducesProblem(428).ProducesProblem(413).WithIdempotencyKey(IdempotencyFilter.IgnoredBody);
    }

    private static async Task<IResult> GetAsync(HttpContext context, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, CancellationToken cancellationToken)
    {
        var version = config.Table.Version;
        ConfigTag.Write(context.Response, version);
        return ConfigTag.IsKnown(context.Request, version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : ConfigAnswers.Document(context, await history.CurrentAsync(version, cancellationToken));
    }

    private static async Task<IResult> PutAsync(HttpContext context, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, [FromServices] IConfigEditor editor, CancellationToken cancellationToken)
    {
        var version = config.Table.Version;
        if (Refuse(context.Request, editor, version, out var reason) is { } refusal)
            return refusal;
        var (text, isJson, unreadable) = await ConfigRequest.ReadAsync(context.Request, cancellationToken);
        if (text is null)
            return unreadable!;
        var draft = ConfigSecrets.Restore(text, (await history.CurrentAsync(version, cancellationToken)).Text, isJson);
        return await ChangeAsync(context, editor, draft, version, reason);
    }

    private static async Task<IResult> RestoreAsync(
        long version, HttpContext context, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, [FromServices] IConfigEditor editor, CancellationToken cancellationToken)
    {
        var current = config.Table.Version;
        if (Refuse(context.Request, editor, current, out var reason) is { } refusal)
            return refusal;
        return await history.FindAsync(version, cancellationToken) is { } revision
            ? await ChangeAsync(context, editor, ConfigDraft.Of(revision.Text), current, reason ?? string.Create(CultureInfo.InvariantCulture, $"version {version} restored"))
            : ConfigAnswers.NoVersion(version);
    }

    private static async Task<IResult> CheckAsync(HttpRequest request, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        var (text, _, refusal) = await ConfigRequest.ReadAsync(request, cancellationToken);
        if (text is null)
            return refusal!;
        var draft = ConfigSecrets.Restore(text, (await history.CurrentAsync(config.Table.Version, cancellationToken)).Text);
        var found = ConfigAnswers.Items(draft.Errors.AddRange(draft.AsSent(ConfigDocument.ParseDraft(draft.Text, time.GetUtcNow()).Diagnostics)));
        return TypedResults.Json(new([.. found.Where(d => d.Level == "error")], [.. found.Where(d => d.Level != "error")]), ConfigJson.Default.ConfigCheckAnswer);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, CancellationToken cancellationToken)
    {
        if (PageQuery.Read(request.Query, out var limit, out var cursor) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var before = long.MaxValue;
        if (cursor is not null && !(long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before) && before > 0))
            return InvalidRequest.Answer(new("cursor", "not one that a list answered"));
        var revisions = await history.ListAsync(before, limit + 1, cancellationToken);
        var current = config.Table.Version;
        var items = revisions.Take(limit)
            .Select(r => new ConfigVersionItem { Version = r.Version, Author = r.Author, At = r.At, Reason = r.Reason, IsCurrent = r.Version == current }).ToList();
        var next = revisions.Count > limit ? items[^1].Version.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Json(new(items, next), ConfigJson.Default.PageConfigVersionItem);
    }

    private static async Task<IResult> VersionAsync(long version, HttpContext context, [FromServices] IConfigHistory history, CancellationToken cancellationToken) =>
        await history.FindAsync(version, cancellationToken) is { } revision ? ConfigAnswers.Document(context, revision) : ConfigAnswers.NoVersion(version);

    private static async Task<IResult> DiffAsync(long version, HttpRequest request, [FromServices] ICurrentConfig config, [FromServices] IConfigHistory history, CancellationToken cancellationToken)
    {
        var other = config.Table.Version;
        if (request.Query["to"] is { Count: > 0 } to && !long.TryParse(to.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out other))
            return InvalidRequest.Answer(new("to", "not a version's number"));
        if (await history.FindAsync(version, cancellationToken) is not { } before)
            return ConfigAnswers.NoVersion(version);
        if (await history.FindAsync(other, cancellationToken) is not { } after)
            return ConfigAnswers.NoVersion(other);
        // Requests begin on the sockets' threads, where webhooks arrive too; large documents take a while to compare.
        var diff = await Task.Run(() => ConfigDiff.Of(before, after), cancellationToken);
        return ConfigRequest.WantsJson(request)
            ? TypedResults.Json(new(version, other, diff), ConfigJson.Default.ConfigDiffAnswer)
            : TypedResults.Text(diff, "text/x-diff");
    }

    private static IResult? Refuse(HttpRequest request, IConfigEditor editor, long version, out string? reason)
    {
        reason = null;
        if (editor.Refusal is { } readOnly)
            return TypedResults.Problem(readOnly, statusCode: StatusCodes.Status409Conflict);
        return ConfigTag.Refuse(request, version) ?? (ConfigRequest.Reason(request, out reason) is { } invalid ? InvalidRequest.Answer(invalid) : null);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, IConfigEditor editor, ConfigDraft draft, long version, string? reason)
    {
        try
        {
            return ConfigAnswers.Of(context.Response, await editor.ChangeAsync(draft, version, context.Actor(), reason));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TypedResults.Problem("The config's file can't be written, and nothing has changed: the disk or its permissions.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
