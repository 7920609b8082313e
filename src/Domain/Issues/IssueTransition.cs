using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>How an issue stands after a change that is more than a repeat: what a feed shows of it.</summary>
public sealed record IssueTransition
{
    /// <summary>The status.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>The severity that people are shown.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The title; null for an issue that was never triggered here.</summary>
    public string? Title { get; init; }

    /// <summary>The project's slug.</summary>
    public string? Project { get; init; }

    /// <summary>The channels that it reached.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>How a state stands.</summary>
    public static IssueTransition Of(IssueState state) => new()
    {
        Status = state.History.Phase.Status,
        Severity = state.History.Phase.ShownSeverity(),
        Title = state.LastTrigger?.Title ?? state.LastTrigger?.Rule,
        Project = state.LastTrigger?.Projects is [var project, ..] ? project : null,
        Channels = [.. state.Reached.Select(reach => reach.Destination.Channel)],
    };
}
