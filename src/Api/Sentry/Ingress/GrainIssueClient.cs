using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Grains.Interfaces;

namespace Router.Api.Sentry.Ingress;

/// <summary>Calls the issue's grain. Resolves the interface once: the factory would reflect over its attributes at every call.</summary>
internal sealed class GrainIssueClient(IGrainFactory grains, GrainInterfaceTypeResolver interfaces) : IIssueClient
{
    private readonly GrainType _type = GrainType.Create(IssueStore.GrainType);
    private readonly GrainInterfaceType _interface = interfaces.GetGrainInterfaceType(typeof(IIssueGrain));

    public Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route) =>
        ((IIssueGrain)grains.GetGrain(GrainId.Create(_type, IdSpan.Create(alert.Issue.Value)), _interface)).IngestAsync(alert, route);
}
