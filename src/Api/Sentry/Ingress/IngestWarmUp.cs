using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Orleans;
using Router.Api.Sentry.Samples;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Grains.Interfaces;

namespace Router.Api.Sentry.Ingress;

/// <summary>
/// Has a made-up webhook read, verified, decoded, routed, decided on and answered, and an issue's grain called, without effect: code that
/// was never run takes longer than Sentry waits on a busy machine, and Sentry never asks again.
/// </summary>
internal sealed class IngestWarmUp(IGrainFactory grains, IntegrationLimits limits, TimeProvider clock)
{
    private const string Secret = "warm-up-secret";

    private const string Config = $$"""
        integrations:
          - { id: warm-up, key: warm-up-key-0000000000, clientSecrets: [{{Secret}}], routes: [{ name: all, when: 'level == "error"', channels: [none] }], default: [none] }
        channels: [{ id: none, sinks: [] }]
        """;

    /// <summary>Does it.</summary>
    public async Task RunAsync()
    {
        var now = clock.GetUtcNow();
        var table = new RouteTable(ConfigDocument.ParseDraft(Config, now).Config!, 1);
        var alert = await TakeAsync(IngressPlan.Of(table), table.Config.Integrations[0], now);
        Decide(alert, table.Route(alert), now);
        var nobodys = IssueKey.Issue("", Guid.NewGuid().ToString("N"));
        await grains.GetGrain<IIssueGrain>(nobodys.Value).IngestAsync(alert with { Issue = nobodys, Integration = "", IsTest = true }, new() { ConfigVersion = 0, Destinations = [] });
    }

    private async Task<AlertEvent> TakeAsync(IngressPlan plan, IntegrationConfig integration, DateTimeOffset now)
    {
        var sample = SentrySample.Create("event_alert.triggered", new() { EventId = Guid.Empty, Timestamp = now });
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(sample.Body.ToArray());
        foreach (var (name, value) in sample.Headers)
            context.Request.Headers[name] = value;
        context.Request.Headers[SentrySignature.HookHeader] = sample.Sign(Secret);
        using var body = (await PooledBody.ReadAsync(context.Request, int.MaxValue))!.Value;
        var judgement = Judgement.Of(body.Span, context.Request.Headers, integration, limits, plan.Payload, now);
        AcceptedResponse.Write(context.Response, new(IngestReason.Triggered, 0));
        return judgement.Alert!;
    }

    private static void Decide(AlertEvent alert, RouteDecision route, DateTimeOffset now)
    {
        var state = new IssueState();
        foreach (var input in (ImmutableArray<IssueInput>)[IssueInput.Webhook(alert, route), IssueInput.Webhook(alert with { EventId = "2" }, route), IssueInput.Webhook(alert, route)])
        {
            var decision = IssuePolicy.Decide(state, input, now);
            IssueStore.Journal(state, input, decision, now);
            state = decision.State;
        }

        IssueStore.Read(IssueStore.Snapshot(state).State);
    }
}
