using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Domain.Issues;

/// <summary>
/// What repeats have made of an issue, said to an incident that it shares with others: cumulative, so that one that comes late or twice changes nothing.
/// An incident of its own needs none: every report carries the counts.
/// </summary>
/// <param name="Incident">The incident.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Count">How many events were counted in all.</param>
/// <param name="LastSeen">The last event's time.</param>
[GenerateSerializer, Immutable, Alias("router.issue-count")]
public readonly record struct IssueCount(
    [property: Id(0)] IncidentKey Incident,
    [property: Id(1)] IssueKey Issue,
    [property: Id(2)] long Count,
    [property: Id(3)] DateTimeOffset LastSeen)
{
    /// <summary>How long repeats are gathered before the incidents are told.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>True when an open issue has reached an incident that may hold others: its channel groups.</summary>
    public static bool IsWanted(IssueState state) => state.History.Phase.IsOpen() && state.Reached.Any(r => !r.Destination.Group.IsEmpty);

    /// <summary>What the issue's grouped incidents are to be told.</summary>
    public static ImmutableArray<IssueCount> Of(IssueState state) => !IsWanted(state) ? [] :
        [.. state.Reached.Where(r => !r.Destination.Group.IsEmpty)
            .Select(r => new IssueCount(r.Destination.Incident, state.LastTrigger!.Issue, state.Count, state.LastSeen))];

    /// <summary>The member with these counts; null when it has them or newer ones.</summary>
    public IncidentMember? Newer(IncidentMember? member) => member is null || member.Issue.Count >= Count ? null
        : member with { Issue = member.Issue with { Count = Count, LastSeen = LastSeen > member.Issue.LastSeen ? LastSeen : member.Issue.LastSeen } };
}
