using Router.Domain.Incidents;

namespace Router.Domain.Issues;

/// <summary>That an incident was told of an issue's change; the incident's journal entry carries the same sequence.</summary>
/// <param name="Sequence">The report's sequence.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="Incident">The incident grain.</param>
/// <param name="Change">What it was told.</param>
public readonly record struct SentReport(long Sequence, string Channel, IncidentKey Incident, IssueChange Change);
