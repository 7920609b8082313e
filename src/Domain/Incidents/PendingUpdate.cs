using Router.Domain.Delivery;

namespace Router.Domain.Incidents;

/// <summary>An update that waits for the channel's pace.</summary>
/// <param name="Reason">What it will say; of several, the first of issue added, issue resolved, severity lowered.</param>
/// <param name="At">When it may be sent.</param>
public sealed record PendingUpdate(NotifyReason Reason, DateTimeOffset At);
