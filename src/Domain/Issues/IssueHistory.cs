using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>
/// An issue's marks in order of time, and the phase that they lead to. A mark may arrive in any order:
/// it is put in its place and the phase is folded again, so the same marks always lead to the same phase.
/// The oldest marks beyond <see cref="MaxMarks"/> are settled: what comes before them later changes nothing.
/// </summary>
public sealed record IssueHistory
{
    /// <summary>The most marks that are kept unsettled.</summary>
    public const int MaxMarks = 32;

    /// <summary>An issue of which nothing is known.</summary>
    public static IssueHistory Empty { get; } = new();

    /// <summary>The phase before the first kept mark.</summary>
    public IssuePhase Settled { get; init; } = IssuePhase.Start;

    /// <summary>The time of the last settled mark, in seconds since 1970; 0 with none.</summary>
    public long Horizon { get; init; }

    /// <summary>The kept marks, oldest first; equal times in order of arrival.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>The phase after the last mark.</summary>
    public IssuePhase Phase { get; init; } = IssuePhase.Start;

    /// <summary>True when the very same mark is known, so that it changes nothing.</summary>
    public bool Contains(in Mark mark)
    {
        for (var i = Marks.Length - 1; i >= 0 && Marks[i].At >= mark.At; i--)
        {
            if (Marks[i] == mark)
                return true;
        }

        return false;
    }

    /// <summary>Adds a mark in its place.</summary>
    /// <returns>The history with it, and what the mark was: a step's reason, or <see cref="IngestReason.Late"/> when later marks outweigh it.</returns>
    public (IssueHistory History, IngestReason Reason) Add(in Mark mark)
    {
        if (mark.At < Horizon)
            return (this, IngestReason.Late);

        var index = Marks.Length;
        while (index > 0 && Marks[index - 1].At > mark.At)
            index--;
        if (index == Marks.Length)
            return Append(mark);

        var marks = Marks.Insert(index, mark);
        var phase = Settled;
        foreach (var m in marks)
            phase = IssueLifecycle.Step(phase, m).Phase;
        return (Settle(this with { Marks = marks, Phase = phase }), ReasonOfLate(phase, marks.AsSpan()[(index + 1)..], mark));
    }

    private (IssueHistory History, IngestReason Reason) Append(in Mark mark)
    {
        var step = IssueLifecycle.Step(Phase, mark);
        if (mark.Kind == MarkKind.Trigger && Marks.Length > 0 && Marks[^1] == mark)
            return (this, step.Reason);
        return (Settle(this with { Marks = Marks.Add(mark), Phase = step.Phase }), step.Reason);
    }

    private IngestReason ReasonOfLate(IssuePhase after, ReadOnlySpan<Mark> later, in Mark mark)
    {
        if (after.Status != Phase.Status)
        {
            return after.Status switch
            {
                IssueStatus.Triggered => IngestReason.Triggered,
                IssueStatus.Acknowledged when Phase.IsOpen() => IngestReason.Acknowledged,
                IssueStatus.Acknowledged => IngestReason.Triggered,
                IssueStatus.Suppressed when Phase.IsOpen() => IngestReason.Suppressed,
                IssueStatus.Resolved when Phase.IsOpen() => IngestReason.Resolved,
                _ => IngestReason.Late,
            };
        }

        if (after.Severity > Phase.Severity && after.IsOpen())
            return IngestReason.Escalated;
        if (mark.Kind == MarkKind.Trigger && Phase.Status != IssueStatus.Unseen)
        {
            var onlyTriggers = true;
            foreach (var m in later)
                onlyTriggers &= m.Kind == MarkKind.Trigger;
            if (onlyTriggers)
                return IngestReason.Repeated;
        }

        return Phase.Status == IssueStatus.Unseen ? IngestReason.UnknownIssue : IngestReason.Late;
    }

    private static IssueHistory Settle(IssueHistory history)
    {
        if (history.Marks.Length <= MaxMarks)
            return history;
        var oldest = history.Marks[0];
        return history with
        {
            Settled = IssueLifecycle.Step(history.Settled, oldest).Phase,
            Horizon = oldest.At,
            Marks = history.Marks.RemoveAt(0),
        };
    }
}
