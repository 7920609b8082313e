using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Sentry.Ingress;

/// <summary>
/// Takes a webhook: finds the integration, reads the body, judges it, routes it, and answers when its issue has committed.
/// Refuses in the order 404, 405, 503 (overloaded), 413, 401, 429, 400, 503 (not committed).
/// </summary>
internal sealed class SentryEndpoint(
    ICurrentConfig config,
    NewerConfig newer,
    IIssueClient issues,
    IntegrationLimits limits,
    InFlight inFlight,
    RejectedLog rejected,
    IngestMetrics metrics,
    IngestFailureLog failures,
    IOptions<IngressOptions> options,
    TimeProvider clock)
{
    /// <summary>The name of the route's value that is the key.</summary>
    public const string KeyName = "key";

    private readonly IngressOptions _options = options.Value;
    private IngressPlan? _plan;

    /// <summary>Takes a webhook.</summary>
    public Task HandleAsync(HttpContext context) => HandleAsync(context, isCounted: true);

    /// <summary>Takes a test of the router's own, which is none of Sentry's: the counts and the last event stay as they are.</summary>
    public Task HandleOwnTestAsync(HttpContext context) => HandleAsync(context, isCounted: false);

    private Task HandleAsync(HttpContext context, bool isCounted)
    {
        var started = clock.GetTimestamp();
        var plan = CurrentPlan();
        return plan.Table.IntegrationByKey(KeyOf(context.Request)) is { } integration
            ? HandleAsync(context, plan, integration, started, isCounted)
            : HandleUnknownAsync(context, plan, started, isCounted);
    }

    private async Task HandleUnknownAsync(HttpContext context, IngressPlan plan, long started, bool isCounted)
    {
        var key = KeyOf(context.Request);
        if (await newer.IsThereAsync(plan.Table) && CurrentPlan() is var current && current.Table.IntegrationByKey(key) is { } integration)
            await HandleAsync(context, current, integration, started, isCounted);
        else
            Refuse(context, null, Refusal.UnknownKey, KeyHint.Of(key));
    }

    private Task HandleAsync(HttpContext context, IngressPlan plan, IntegrationConfig integration, long started, bool isCounted)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            return RefuseAtOnce(context, integration, Refusal.MethodNotAllowed);
        return inFlight.TryEnter() ? IngestAsync(context, plan, integration, started, isCounted) : RefuseAtOnce(context, integration, Refusal.Overloaded);
    }

    private async Task IngestAsync(HttpContext context, IngressPlan plan, IntegrationConfig integration, long started, bool isCounted)
    {
        using var span = IngestTracing.StartIngest(integration.Id, context.Request.Headers[SentryHeaders.ResourceHeader]);
        var isRouted = false;
        Task<IngestResult>? commit = null;
        try
        {
            (plan, var judgement) = await ReadAndJudgeAsync(context.Request, plan, integration);
            if (judgement.Refusal is { } refusal)
            {
                IngestTracing.Refused(span, refusal);
                Refuse(context, integration, refusal);
                return;
            }

            var result = new IngestResult(judgement.Ignored, 0);
            if (judgement.Alert is { } alert)
            {
                var route = Route(plan, alert);
                isRouted = true;
                using var step = IngestTracing.Start("commit");
                commit = issues.IngestAsync(alert, route);
                result = await commit.WaitAsync(_options.AnswerWithin, clock);
            }

            IngestTracing.Answered(span, result);
            AcceptedResponse.Write(context.Response, result);
            if (isCounted)
                metrics.OnAnswered(integration.Id, context.Request.Headers[SentryHeaders.ResourceHeader], result.Reason, clock.GetElapsedTime(started));
        }
        catch (Exception e) when (isRouted && commit is not { IsCompletedSuccessfully: true })
        {
            failures.Add(integration.Id, e);
            var refusal = e is TimeoutException ? Refusal.Timeout : Refusal.StoreUnavailable;
            IngestTracing.Refused(span, refusal);
            Refuse(context, integration, refusal);
        }
        finally
        {
            inFlight.LeaveAfter(commit);
        }
    }

    private static RouteDecision Route(IngressPlan plan, AlertEvent alert)
    {
        using var step = IngestTracing.Start("route");
        return plan.Table.Route(alert);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(IngressPlan Plan, Judgement Judgement)> ReadAndJudgeAsync(HttpRequest request, IngressPlan plan, IntegrationConfig integration)
    {
        try
        {
            if (await PooledBody.ReadAsync(request, _options.MaxBodyBytes) is not { } body)
                return (plan, Judgement.Refused(Refusal.BodyTooLarge(_options.MaxBodyBytes)));
            using (body)
            {
                var judgement = Judge(plan, integration);
                if (judgement.Refusal is not { Status: 401 } || !await newer.IsThereAsync(plan.Table))
                    return (plan, judgement);
                plan = CurrentPlan();
                return (plan, plan.Table.IntegrationByKey(KeyOf(request)) is { } current ? Judge(plan, current) : Judgement.Refused(Refusal.UnknownKey));
            }

            Judgement Judge(IngressPlan by, IntegrationConfig of) => Judgement.Of(body.Span, request.Headers, of, limits, by.Payload, clock.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (plan, Judgement.Refused(Refusal.BodyCutOff));
        }
    }

    private static string KeyOf(HttpRequest request) => (string)request.RouteValues[KeyName]!;

    private Task RefuseAtOnce(HttpContext context, IntegrationConfig integration, Refusal refusal)
    {
        Refuse(context, integration, refusal);
        return Task.CompletedTask;
    }

    private void Refuse(HttpContext context, IntegrationConfig? integration, Refusal refusal, string? keyHint = null)
    {
        metrics.OnRefused(integration?.Id, refusal.Status, refusal.Reason);
        if (refusal.Status is 400 or 401 or 404 or 413 or 429)
            rejected.Add(new(clock.GetUtcNow(), integration?.Id, refusal.Status, refusal.Reason, refusal.Field, refusal.Detail, keyHint));
        ProblemResponse.Write(context.Response, refusal);
    }

    private IngressPlan CurrentPlan()
    {
        var table = config.Table;
        var plan = _plan;
        return plan?.Table == table ? plan : _plan = IngressPlan.Of(table);
    }
}
