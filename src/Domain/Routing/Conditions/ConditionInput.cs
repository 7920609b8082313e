using Router.Domain.Alerts;

namespace Router.Domain.Routing.Conditions;

/// <summary>What a condition sees: the event as decoded, and labels where they are set (sink filters).</summary>
/// <param name="Event">The event.</param>
/// <param name="Labels">The labels; empty in routes.</param>
public readonly record struct ConditionInput(AlertEvent Event, ImmutableArray<Tag> Labels);
