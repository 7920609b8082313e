using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>What one mark makes of a phase.</summary>
/// <param name="Phase">The phase after it.</param>
/// <param name="Reason">What it was.</param>
public readonly record struct PhaseStep(IssuePhase Phase, IngestReason Reason);
