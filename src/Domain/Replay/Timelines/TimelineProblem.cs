namespace Router.Domain.Replay.Timelines;

/// <summary>What is wrong with a timeline, or what went otherwise than it says.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What.</param>
public sealed record TimelineProblem(int Line, string Message);
