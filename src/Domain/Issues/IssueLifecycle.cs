using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>The lifecycle's table: what each mark makes of each status. <c>docs/lifecycle.md</c> is checked against it.</summary>
public static class IssueLifecycle
{
    /// <summary>Applies the next mark in order of time. Total: every pair of status and mark has a row.</summary>
    public static PhaseStep Step(IssuePhase phase, in Mark mark) => mark.Kind switch
    {
        MarkKind.Trigger => Trigger(phase, mark),
        MarkKind.Resolve => Resolve(phase, mark),
        MarkKind.Reopen => Reopen(phase),
        MarkKind.Acknowledge => Acknowledge(phase),
        MarkKind.Suppress => Suppress(phase, mark),
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark.Kind, "Not a kind of mark."),
    };

    /// <summary>True when a trigger of a resolved issue comes from a release that its resolve has already dealt with.</summary>
    public static bool IsResolvedInRelease(IssuePhase phase, string? release) =>
        phase.Status == IssueStatus.Resolved && phase.ResolvedInRelease && release is not null && phase.Releases.Contains(release);

    private static PhaseStep Trigger(IssuePhase phase, in Mark mark)
    {
        switch (phase.Status)
        {
            case IssueStatus.Unseen:
            case IssueStatus.Resolved when !IsResolvedInRelease(phase, mark.Release):
            case IssueStatus.Suppressed when phase.SuppressedUntil <= mark.At:
                return new(Open(phase, mark.Severity, mark.Release), IngestReason.Triggered);

            case IssueStatus.Resolved:
                return new(phase, IngestReason.Repeated);

            case IssueStatus.Suppressed:
                return new(Seen(phase, mark), IngestReason.Repeated);

            default:
                var seen = Seen(phase, mark);
                if (mark.Severity > phase.Severity)
                    return new(seen with { Status = IssueStatus.Triggered }, IngestReason.Escalated);
                return new(seen, mark.Severity < phase.Severity ? IngestReason.Lowered : IngestReason.Repeated);
        }
    }

    private static PhaseStep Resolve(IssuePhase phase, in Mark mark) => phase.Status switch
    {
        IssueStatus.Unseen => new(phase, IngestReason.UnknownIssue),
        IssueStatus.Resolved => new(phase.ResolvedInRelease == mark.InRelease ? phase : phase with { ResolvedInRelease = mark.InRelease }, IngestReason.AlreadyInState),
        _ => new(phase with { Status = IssueStatus.Resolved, ResolvedInRelease = mark.InRelease, SuppressedUntil = null }, IngestReason.Resolved),
    };

    private static PhaseStep Reopen(IssuePhase phase) => phase.Status switch
    {
        IssueStatus.Unseen => new(phase, IngestReason.UnknownIssue),
        IssueStatus.Resolved or IssueStatus.Suppressed => new(Open(phase, phase.Severity, null), IngestReason.Reopened),
        _ => new(phase, IngestReason.AlreadyInState),
    };

    private static PhaseStep Acknowledge(IssuePhase phase) => phase.Status switch
    {
        IssueStatus.Unseen => new(phase, IngestReason.UnknownIssue),
        IssueStatus.Triggered => new(phase with { Status = IssueStatus.Acknowledged }, IngestReason.Acknowledged),
        _ => new(phase, IngestReason.AlreadyInState),
    };

    private static PhaseStep Suppress(IssuePhase phase, in Mark mark) => phase.Status switch
    {
        IssueStatus.Unseen => new(phase, IngestReason.UnknownIssue),
        IssueStatus.Suppressed => new(phase.SuppressedUntil == mark.Until ? phase : phase with { SuppressedUntil = mark.Until }, IngestReason.AlreadyInState),
        _ => new(phase with { Status = IssueStatus.Suppressed, SuppressedUntil = mark.Until, ResolvedInRelease = false }, IngestReason.Suppressed),
    };

    private static IssuePhase Open(IssuePhase phase, Severity severity, string? release) => new()
    {
        Status = IssueStatus.Triggered,
        Severity = severity,
        Episode = phase.Episode + 1,
        Releases = release is null ? [] : [release],
    };

    private static IssuePhase Seen(IssuePhase phase, in Mark mark)
    {
        var isNew = mark.Release is not null && phase.Releases.Length < IssuePhase.MaxReleases && !phase.Releases.Contains(mark.Release);
        if (!isNew && mark.Severity == phase.Severity)
            return phase;
        return phase with { Severity = mark.Severity, Releases = isNew ? phase.Releases.Add(mark.Release!) : phase.Releases };
    }
}
