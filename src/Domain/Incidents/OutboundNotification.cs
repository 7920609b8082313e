using Router.Domain.Delivery;

namespace Router.Domain.Incidents;

/// <summary>A notification on its way to a sink's queue: kept in the incident's outbox until the queue has it.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Notification">What it says.</param>
public sealed record OutboundNotification(string Sink, Notification Notification);
