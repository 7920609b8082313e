using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>What an input makes of a channel.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Changed">The incident grains whose claim or wait changed.</param>
public sealed record ChannelDecision(ChannelState State, ImmutableArray<string> Changed)
{
    /// <summary>The answer to an incident's ask.</summary>
    public ChannelAnswer? Answer { get; init; }

    /// <summary>What to record.</summary>
    public ImmutableArray<IncidentJournalEntry> Journal { get; init; } = [];
}
