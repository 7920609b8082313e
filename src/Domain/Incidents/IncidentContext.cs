using Router.Domain.Noise;
using Router.Domain.Routing;

namespace Router.Domain.Incidents;

/// <summary>What an incident's decision may look at beside its state.</summary>
/// <param name="Key">The grain's key: the hash part of its incidents' ids.</param>
/// <param name="Members">The members as they were before the decision, by issue key.</param>
/// <param name="Rules">The channel's rules.</param>
/// <param name="Table">The config in force.</param>
/// <param name="Now">This router's time.</param>
public sealed record IncidentContext(
    IncidentKey Key,
    IReadOnlyDictionary<string, IncidentMember> Members,
    ChannelRules Rules,
    RouteTable Table,
    DateTimeOffset Now)
{
    /// <summary>The silences in force; none by default.</summary>
    public SilenceSet Silences { get; init; } = SilenceSet.Empty;

    /// <summary>What is known of the channel; nothing by default.</summary>
    public ChannelKnowledge Channel { get; init; } = ChannelKnowledge.None;

    /// <summary>The id of the incident with a number: <c>{hash}-{n}</c>.</summary>
    public string IncidentId(int number) => $"{Key.Value}-{number}";
}
