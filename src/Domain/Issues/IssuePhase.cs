using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>Where an issue stands after a number of marks; what the next mark's effect depends on.</summary>
public sealed record IssuePhase
{
    /// <summary>The most releases that an episode remembers.</summary>
    public const int MaxReleases = 32;

    /// <summary>An issue of which nothing is known.</summary>
    public static IssuePhase Start { get; } = new();

    /// <summary>The status.</summary>
    public IssueStatus Status { get; init; }

    /// <summary>The last trigger's severity; kept through a resolve, for a reopen.</summary>
    public Severity Severity { get; init; }

    /// <summary>How often it was opened.</summary>
    public int Episode { get; init; }

    /// <summary>Resolved from a release or commit on: triggers from releases of the episode are counted, not told.</summary>
    public bool ResolvedInRelease { get; init; }

    /// <summary>The releases that the episode's triggers came from, at most <see cref="MaxReleases"/>.</summary>
    public ImmutableArray<string> Releases { get; init; } = [];

    /// <summary>When Sentry stops ignoring it, in seconds since 1970; null is not known.</summary>
    public long? SuppressedUntil { get; init; }

    /// <summary>Triggered or acknowledged.</summary>
    public bool IsOpen() => Status is IssueStatus.Triggered or IssueStatus.Acknowledged;

    /// <summary>The severity that people are shown: Ok when it is over.</summary>
    public Severity ShownSeverity() => Status == IssueStatus.Resolved ? Severity.Ok : Severity;
}
