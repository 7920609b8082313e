using Router.Domain.Delivery;

namespace Router.Domain.Noise;

/// <summary>That something is held back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">The ids of what holds it back, at most <see cref="MaxIds"/>; empty when the reason says it all.</param>
/// <param name="LookAt">When to look again.</param>
internal sealed record Hold(SuppressReason Reason, ImmutableArray<string> By, DateTimeOffset LookAt)
{
    /// <summary>The most ids that are kept.</summary>
    public const int MaxIds = 10;

    /// <summary>How often to look, in case the word that something is over was lost.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromMinutes(5);
}
