using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Api.Receipts;

/// <summary>What a webhook made of one incident.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Change">What the incident was told of the issue, snake_case.</param>
/// <param name="State">decided; pending: the incident has not taken it yet; no_incident: the channel has no incident that it concerns; forgotten: too old.</param>
/// <param name="Id">The incident's id, when it decided.</param>
/// <param name="Decision">What the incident decided then.</param>
/// <param name="Later">What it said afterwards, when it held the message back then.</param>
/// <param name="WaitingUntil">Until when the message is held back, while it is.</param>
/// <param name="Status">Where the incident stands now; null when that isn't known any more.</param>
/// <param name="Severity">How bad it is now.</param>
internal sealed record IncidentStep(
    string Channel, string Change, string State, string? Id, NoticeStep? Decision, NoticeStep? Later, DateTime? WaitingUntil, IncidentStatus? Status, Severity? Severity)
{
    public const string Decided = "decided";
    public const string Pending = "pending";
    public const string NoIncident = "no_incident";
    public const string Forgotten = "forgotten";
}

/// <summary>Whether an incident told anybody.</summary>
/// <param name="At">When it decided.</param>
/// <param name="Type">The notification's type, snake_case; null when nobody was told.</param>
/// <param name="Reason">Why somebody was told.</param>
/// <param name="Sequence">The notification's sequence.</param>
/// <param name="Suppressed">Why nobody was told, or not yet.</param>
/// <param name="HeldBackBy">The ids of the silences, or of the incidents that inhibit it; empty when the reason says it all.</param>
/// <param name="ConfigVersion">The version of the config that decided.</param>
/// <param name="Sinks">Each sink, and whether it was told.</param>
internal sealed record NoticeStep(DateTime At, string? Type, string? Reason, long? Sequence, string? Suppressed, IReadOnlyList<string> HeldBackBy, long ConfigVersion, IReadOnlyList<SinkStep> Sinks);

/// <summary>Whether a sink was told.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Suppressed">Why it was not; null when it was.</param>
/// <param name="Condition">The sink's <c>when</c>, where it has one and the config is known.</param>
/// <param name="Delivery">How the message got there.</param>
internal sealed record SinkStep(string Sink, string? Suppressed, string? Condition, DeliveryStep? Delivery);
