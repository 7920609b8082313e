using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Domain.Replay;

/// <summary>A notification that would have been made.</summary>
/// <param name="At">When.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Sink">The sink.</param>
/// <param name="Type">What it says.</param>
/// <param name="Reason">Why.</param>
/// <param name="Severity">The incident's severity.</param>
/// <param name="Title">The incident's title.</param>
/// <param name="IncidentId">The incident: of the config that it was replayed with.</param>
/// <param name="Issue">The issue whose change it tells; of what came due, the incident's newest.</param>
/// <param name="Episode">How often that issue had opened.</param>
public sealed record ReplayNotification(
    DateTimeOffset At, string Channel, string Sink, NotificationType Type, NotifyReason Reason, Severity Severity, string Title, string IncidentId, string Issue, int Episode);
