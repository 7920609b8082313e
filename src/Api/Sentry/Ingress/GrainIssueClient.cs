using Orleans;
using Router.Domain.Alerts;
using Router.Domain.Routing;
using Router.Grains.Interfaces;

namespace Router.Api.Sentry.Ingress;

/// <summary>Calls the issue's grain.</summary>
internal sealed class GrainIssueClient(IGrainFactory grains) : IIssueClient
{
    public Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route) =>
        grains.GetGrain<IIssueGrain>(alert.Issue.Value).IngestAsync(alert, route);
}
