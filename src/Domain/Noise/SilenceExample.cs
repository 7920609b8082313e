using Router.Domain.Alerts;

namespace Router.Domain.Noise;

/// <summary>An alert that a silence would have muted.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Alert">The alert.</param>
/// <param name="Channels">The channels that would not have been told.</param>
public sealed record SilenceExample(ReceiptId Receipt, DateTimeOffset At, AlertEvent Alert, ImmutableArray<string> Channels);
