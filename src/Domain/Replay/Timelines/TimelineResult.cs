namespace Router.Domain.Replay.Timelines;

/// <summary>What came of a timeline.</summary>
/// <param name="Log">Everything that happened, a line each.</param>
/// <param name="Problems">What is wrong with it, or went otherwise than it says; empty when all is as it says.</param>
public sealed record TimelineResult(ImmutableArray<string> Log, ImmutableArray<TimelineProblem> Problems);
