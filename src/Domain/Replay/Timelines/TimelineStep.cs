namespace Router.Domain.Replay.Timelines;

/// <summary>A line of a timeline.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="At">When, from the timeline's start.</param>
/// <param name="Verb">What: <c>trigger</c>, <c>resolve</c>, <c>sent</c> and so on.</param>
/// <param name="Subject">The name; null where none belongs.</param>
/// <param name="Words">The further words.</param>
/// <param name="Fields">What is said as <c>name=value</c>.</param>
internal sealed record TimelineStep(int Line, TimeSpan At, string Verb, string? Subject, ImmutableArray<string> Words, ImmutableDictionary<string, string> Fields);
