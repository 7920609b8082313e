using System.Collections;
using Router.Domain.Incidents;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>The open members of an incident as they are after a change, the changed ones first. Walked only as far as needed: there may be many.</summary>
/// <param name="number">The incident's number.</param>
/// <param name="changed">The members that the change has changed.</param>
/// <param name="known">The members as they were before it.</param>
internal sealed class OpenMembers(
    int number, ImmutableDictionary<string, IncidentMember> changed, IReadOnlyDictionary<string, IncidentMember> known) : IEnumerable<IncidentMember>
{
    /// <summary>Those that the change has changed alone.</summary>
    public IEnumerable<IncidentMember> Changed => changed.Values.Where(IsOne);

    /// <inheritdoc/>
    public IEnumerator<IncidentMember> GetEnumerator() =>
        Changed.Concat(known.Where(m => !changed.ContainsKey(m.Key)).Select(m => m.Value).Where(IsOne)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What a condition sees of a member: its last trigger, with the severity and the labels that it has in the channel.</summary>
    public static ConditionInput Seen(IncidentMember member) => new(member.Trigger with { Severity = member.Issue.Severity }, member.Labels);

    private bool IsOne(IncidentMember member) => member.Number == number && member.IsOpen();
}
