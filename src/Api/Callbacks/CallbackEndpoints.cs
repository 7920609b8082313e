using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Actions;
using Router.Api.Management;
using Router.Api.Requests;
using Router.Api.Sentry.Ingress;
using Router.Domain.Actions;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Callbacks;

/// <summary>
/// What people do at a sink's vendor, as actions on the incident: <c>POST /integrations/slack/{sinkId}</c> takes the buttons of the bot's messages,
/// <c>POST /integrations/pagerduty/{sinkId}</c> PagerDuty's v3 webhooks. The vendor's signature is all that they ask of a caller.
/// Refused in the order 404 (no such sink, or one without <c>signingSecret</c>), 413, 401, 400.
/// </summary>
public static class CallbackEndpoints
{
    /// <summary>The most bytes of a call; Slack sends the whole message along.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/integrations/slack/{sinkId}", SlackAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/integrations/pagerduty/{sinkId}", PagerDutyAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> SlackAsync(
        string sinkId, HttpRequest request, ICurrentConfig config, [FromServices] CallbackActions actions, [FromServices] ISlackReply reply, TimeProvider time, CancellationToken cancellationToken)
    {
        if (config.Table.Sink(sinkId) is not SlackBotSinkConfig { SigningSecret: { } secret } sink)
            return Unknown("slack", sinkId);
        if (await PooledBody.ReadAsync(request, MaxBodyBytes) is not { } body)
            return JsonBody.TooLarge(MaxBodyBytes);
        using (body)
        {
            if (!SlackSignature.Matches(body.Span, request.Headers[SlackSignature.Header], request.Headers[SlackSignature.TimestampHeader], secret, time.GetUtcNow()))
                return Unsigned(SlackSignature.Header);
            return SlackCall.Read(body.Span, time.GetUtcNow()) switch
            {
                null => InvalidRequest.Answer(new("payload", "a form with the payload of a block action is expected")),
                { Action: null } => TypedResults.Ok(),
                { Action: { } action } call => await ActAsync(call, action),
            };
        }

        // Slack shows an error to who pressed the button unless the answer is 200 and comes within 3 s: what became of it is said after that.
        async Task<IResult> ActAsync(SlackCall call, PersonAction action)
        {
            var reason = await actions.ActAsync(sinkId, call.IncidentId, action, null, cancellationToken);
            if (SlackAnswers.Text(action, reason) is { } text && SlackAnswers.Url(call.ResponseUrl, sink) is { } url)
                request.HttpContext.Response.OnCompleted(() => reply.SayAsync(sink, url, text));
            return TypedResults.Ok();
        }
    }

    private static async Task<IResult> PagerDutyAsync(
        string sinkId, HttpRequest request, ICurrentConfig config, [FromServices] CallbackActions actions, CancellationToken cancellationToken)
    {
        if (config.Table.Sink(sinkId) is not PagerDutySinkConfig { SigningSecret: { } secret })
            return Unknown("pagerduty", sinkId);
        if (await PooledBody.ReadAsync(request, MaxBodyBytes) is not { } body)
            return JsonBody.TooLarge(MaxBodyBytes);
        using (body)
        {
            if (!PagerDutySignature.Matches(body.Span, request.Headers[PagerDutySignature.Header], secret))
                return Unsigned(PagerDutySignature.Header);
            return PagerDutyCall.Read(body.Span) switch
            {
                null => InvalidRequest.Answer(new("event", "the body of a v3 webhook is expected")),
                { Action: null } call => TypedResults.Json(new ActionAnswer("ignored", call.Ignored), ActionJson.Default.ActionAnswer),
                { Action: { } action } call => TypedResults.Json(
                    ActionAnswer.Of(await actions.ActAsync(sinkId, call.IncidentId, action, call.Key, cancellationToken)), ActionJson.Default.ActionAnswer),
            };
        }
    }

    private static IResult Unknown(string type, string sinkId) =>
        TypedResults.Problem($"No {type} sink '{sinkId}' with a signingSecret in the config.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Unsigned(string header) => TypedResults.Problem(
        $"{header}: missing, too old or wrong; compare the sink's signingSecret with the vendor's.", statusCode: StatusCodes.Status401Unauthorized);
}
