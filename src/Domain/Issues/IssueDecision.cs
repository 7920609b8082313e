using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Domain.Issues;

/// <summary>What an input makes of an issue.</summary>
/// <param name="State">The state after it; the same object when nothing changed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Suppressed">Why nobody is told; null when somebody is, or nothing happened.</param>
/// <param name="IsTransition">The status, severity, reach or due time changed: state and journal must commit together.</param>
public readonly record struct IssueDecision(IssueState State, IngestReason Reason, SuppressReason? Suppressed, bool IsTransition)
{
    /// <summary>What became of a person's action; null for other inputs.</summary>
    public ActionReason? Action { get; init; }
}
