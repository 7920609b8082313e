using Router.Api.Management;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Api.Issues;

/// <summary>The answer of <c>GET issues/{key}</c>.</summary>
internal sealed record IssueDetails
{
    public required string Key { get; init; }

    public required string? ShortId { get; init; }

    public required IssueStatus Status { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    public required string? Culprit { get; init; }

    public required string? Project { get; init; }

    public required string? Environment { get; init; }

    public required string? Rule { get; init; }

    public required string? Url { get; init; }

    /// <summary>Triggers counted since it was first seen.</summary>
    public required long Count { get; init; }

    /// <summary>How often it was opened.</summary>
    public required int Episode { get; init; }

    public required DateTime FirstSeen { get; init; }

    public required DateTime LastSeen { get; init; }

    /// <summary>Who acknowledged, resolved, reopened or archived it last.</summary>
    public required string? Actor { get; init; }

    /// <summary>The channels that its current or last episode reached, and its incident in each.</summary>
    public required IReadOnlyList<ReachedChannel> Channels { get; init; }

    /// <summary>Its transitions, newest first.</summary>
    public required Page<IssueTimelineItem> Timeline { get; init; }

    public static IssueDetails Of(IssueState state, IReadOnlyList<ReachedChannel> channels, Page<IssueTimelineItem> timeline)
    {
        var trigger = state.LastTrigger!;
        var phase = state.History.Phase;
        return new()
        {
            Key = trigger.Issue.Value,
            ShortId = state.ShortId,
            Status = phase.Status,
            Severity = phase.ShownSeverity(),
            Title = trigger.Title ?? trigger.Rule ?? trigger.Issue.Value,
            Culprit = trigger.Culprit,
            Project = trigger.Projects is [var project, ..] ? project : null,
            Environment = trigger.Environment,
            Rule = trigger.Rule,
            Url = trigger.Url,
            Count = state.Count,
            Episode = phase.Episode,
            FirstSeen = state.FirstSeen.UtcDateTime,
            LastSeen = state.LastSeen.UtcDateTime,
            Actor = state.Actor,
            Channels = channels,
            Timeline = timeline,
        };
    }
}
