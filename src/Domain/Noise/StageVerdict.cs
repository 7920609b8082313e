using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>What a stage says: go on, held back, or that it can't tell before the channel has been asked.</summary>
/// <param name="Hold">What holds it back; null is nothing.</param>
/// <param name="Ask">What the channel must be asked first.</param>
internal readonly record struct StageVerdict(Hold? Hold, ChannelAsk? Ask = null)
{
    /// <summary>The next stage judges.</summary>
    public static StageVerdict Pass => default;

    /// <summary>Held back until then, at least.</summary>
    public static StageVerdict Held(SuppressReason reason, DateTimeOffset lookAt, params ImmutableArray<string> by) => new(new(reason, by, lookAt));
}
