namespace Router.Domain.Routing.Conditions;

/// <summary>A compiled condition over an alert: typed, total, without side effects.</summary>
/// <param name="Text">The text as written.</param>
/// <param name="Matches">Evaluates it; never throws.</param>
/// <param name="PayloadPaths">The <c>payload.*</c> paths that it reads, without <c>payload.</c></param>
public sealed record Condition(string Text, Func<ConditionInput, bool> Matches, ImmutableArray<string> PayloadPaths);
