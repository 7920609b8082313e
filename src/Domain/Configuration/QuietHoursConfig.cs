using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration;

/// <summary>Hours in which nobody is told of what can wait: what is open still at their end is told then. Critical never waits.</summary>
public sealed record QuietHoursConfig
{
    /// <summary>An incident with an open issue that it matches doesn't wait; null is none but the Critical ones.</summary>
    public Condition? Except { get; init; }

    /// <summary>When they are.</summary>
    public required WeeklyWindow Hours { get; init; }
}
