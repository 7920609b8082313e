using Orleans;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Grains.Interfaces;

namespace Router.Api.Actions;

/// <summary>Calls the grains.</summary>
internal sealed class GrainActionClient(IGrainFactory grains) : IActionClient
{
    public async Task<ActionReason> ActAsync(IssueKey issue, PersonAction action) =>
        (await grains.GetGrain<IIssueGrain>(issue.Value).ActAsync(action)).Reason;

    public Task<ActionReason> ActAsync(IncidentKey incident, int number, PersonAction action) =>
        grains.GetGrain<IIncidentGrain>(incident.Value).ActAsync(number, action);
}
