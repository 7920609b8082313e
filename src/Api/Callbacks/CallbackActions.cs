using Router.Api.Actions;
using Router.Api.Deliveries;
using Router.Api.Incidents;
using Router.Domain.Actions;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Callbacks;

/// <summary>Does what a person did at a sink's vendor: on incidents that this sink was told of, by the way that the management API's actions go.</summary>
internal sealed class CallbackActions(IGrainStateStorage storage, IActionClient actions, IDeliveryQueues queues, CallbackMetrics metrics)
{
    /// <summary>Acts. A sink that says by which key it knows the incident isn't told the same again.</summary>
    /// <param name="sinkId">The sink.</param>
    /// <param name="incidentId">The incident's id, as the vendor gave it back.</param>
    /// <param name="action">The action.</param>
    /// <param name="key">The key that the vendor knows it by; null when it is to be told.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<ActionReason> ActAsync(string sinkId, string incidentId, PersonAction action, string? key, CancellationToken cancellationToken)
    {
        var reason = await TryAsync(sinkId, incidentId, action, key, cancellationToken);
        metrics.OnAction(sinkId, action.Kind, reason);
        return reason;
    }

    private async Task<ActionReason> TryAsync(string sinkId, string incidentId, PersonAction action, string? key, CancellationToken cancellationToken)
    {
        if (IncidentId.Parse(incidentId) is not { } id || await FoundIncident.ReadAsync(id, storage, cancellationToken) is not { Incident: { IsTest: false } incident } || !incident.Told.Contains(sinkId))
            return ActionReason.Unknown;
        if (key is not null && Heard(action.Kind) is { } heard)
            await queues.HearAsync($"{id.Key.Value}|{sinkId}", incidentId, key, heard);
        return await actions.ActAsync(id.Key, id.Number, action);
    }

    private static NotificationType? Heard(ActionKind kind) => kind switch
    {
        ActionKind.Acknowledge => NotificationType.Acknowledged,
        ActionKind.Resolve => NotificationType.Resolved,
        _ => null,
    };
}
