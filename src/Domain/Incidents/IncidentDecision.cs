using Router.Domain.Actions;
using Router.Domain.Audit;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>What a report, or a passed time, makes of an incident grain.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Members">The members that changed, by issue key.</param>
/// <param name="Journal">What to record.</param>
public sealed record IncidentDecision(
    IncidentState State,
    ImmutableDictionary<string, IncidentMember> Members,
    ImmutableArray<IncidentJournalEntry> Journal)
{
    /// <summary>The members, by issue key, whose incident is no longer kept.</summary>
    public ImmutableArray<string> Forgotten { get; init; } = [];

    /// <summary>What became of a person's action; null for other inputs.</summary>
    public ActionReason? Action { get; init; }

    /// <summary>The audit of a person's action that was accepted.</summary>
    public AuditEntry? Audit { get; init; }

    /// <summary>What the channel must be asked before it can be decided: then nothing is, and it is decided anew with the answer. Null when it is decided.</summary>
    public ChannelAsk? Ask { get; init; }

    /// <summary>Nothing changed.</summary>
    public static IncidentDecision Unchanged(IncidentState state) => new(state, ImmutableDictionary<string, IncidentMember>.Empty, []);
}
