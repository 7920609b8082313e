using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Api.Actions;

/// <summary>Brings a person's action to its issue or incident.</summary>
public interface IActionClient
{
    /// <summary>Completes when what the action changed is durable.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    Task<ActionReason> ActAsync(IssueKey issue, PersonAction action);

    /// <summary>Completes when the action is durable and its issues have it; what fails on the way is done later.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    Task<ActionReason> ActAsync(IncidentKey incident, int number, PersonAction action);
}
