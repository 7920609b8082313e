using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.OpenApi;
using Router.Api.Sentry.Ingress;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Sentry.AlertAction;

/// <summary>
/// Sentry's Alert Rule Action, below <c>/sentry/{integrationId}</c>: the schema to paste, and the two calls that Sentry's form makes,
/// signed with the client secret in <c>Sentry-App-Signature</c> (a GET over nothing). The id in the path says whose secrets.
/// </summary>
public static class AlertActionEndpoints
{
    private const int MaxBodyBytes = 64 * 1024;
    private const string Pattern = ActionSchema.Prefix + "/{integrationId}";

    private static readonly Parameter Id = Parameter.Path("integrationId", "The integration's id.", "web");

    /// <summary>Maps them; they need no login.</summary>
    public static IEndpointRouteBuilder MapAlertAction(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Pattern + "/schema", Schema).AllowAnonymous()
            .WithTags("sentry").WithName("sentry.schema").WithSummary("The UI component of the Alert Rule Action, to paste into the integration's Schema in Sentry").WithParameters(Id)
            .Produces<ActionSchema>().ProducesProblem(404);
        routes.MapGet(Pattern + ActionSchema.ChannelOptions, Options).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Pattern + ActionSchema.Save, SaveAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static IResult Schema(string integrationId, ICurrentConfig config, RouterLinks links) =>
        Find(integrationId, config) is { } integration
            ? TypedResults.Json(ActionSchema.Of(integration, links.PublicUrl), AlertActionJson.Default.ActionSchema)
            : Unknown();

    private static IResult Options(string integrationId, HttpRequest request, ICurrentConfig config, RejectedLog rejected, TimeProvider clock)
    {
        if (Find(integrationId, config) is not { } integration)
            return Unknown();
        if (CheckSignature([], request, integration) is { } refusal)
            return Refuse(refusal, integration, rejected, clock);
        var options = ActionForms.Channels(integration, config.Table, request.Query["query"]);
        return TypedResults.Json(options, AlertActionJson.Default.ChannelOptionArray);
    }

    private static async Task<IResult> SaveAsync(string integrationId, HttpRequest request, ICurrentConfig config, RejectedLog rejected, TimeProvider clock)
    {
        if (Find(integrationId, config) is not { } integration)
            return Unknown();
        if (await PooledBody.ReadAsync(request, MaxBodyBytes) is not { } body)
            return Refuse(Refusal.BodyTooLarge(MaxBodyBytes), integration, rejected, clock);
        using (body)
        {
            if (CheckSignature(body.Span, request, integration) is { } refusal)
                return Refuse(refusal, integration, rejected, clock);
            var (isAccepted, message) = ActionForms.Check(body.Span, integration, config.Table);
            return TypedResults.Json(new(message), AlertActionJson.Default.SaveAnswer, statusCode: isAccepted ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        }
    }

    private static IntegrationConfig? Find(string id, ICurrentConfig config) =>
        config.Table.Integration(id) is { Enabled: true } integration ? integration : null;

    private static Refusal? CheckSignature(ReadOnlySpan<byte> body, HttpRequest request, IntegrationConfig integration)
    {
        var (app, hook) = (request.Headers[SentrySignature.AppHeader].ToString(), request.Headers[SentrySignature.HookHeader].ToString());
        if (app.Length == 0 && hook.Length == 0)
            return Refusal.SignatureMissing;
        return SentrySignature.Matches(body, app, integration.ClientSecrets) || SentrySignature.Matches(body, hook, integration.ClientSecrets) ? null : Refusal.SignatureWrong;
    }

    /// <summary>With a <c>message</c>, which Sentry shows to the person who saves.</summary>
    private static IResult Refuse(Refusal refusal, IntegrationConfig integration, RejectedLog rejected, TimeProvider clock)
    {
        rejected.Add(new(clock.GetUtcNow(), integration.Id, refusal.Status, refusal.Reason, refusal.Field, refusal.Detail, null));
        var message = refusal.Status == StatusCodes.Status401Unauthorized
            ? $"The router does not accept Sentry's signature: the client secret of integration '{integration.Id}' in the router is not this integration's. Set it with: router secret set {integration.Id}"
            : refusal.Detail;
        return TypedResults.Problem(refusal.Detail, statusCode: refusal.Status, extensions: [KeyValuePair.Create<string, object?>("message", message)]);
    }

    private static IResult Unknown()
    {
        const string detail = "There is no such integration at the router: is the schema in Sentry the one that it prints now?";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, extensions: [KeyValuePair.Create<string, object?>("message", detail)]);
    }
}
