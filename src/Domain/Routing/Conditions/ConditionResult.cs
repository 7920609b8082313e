namespace Router.Domain.Routing.Conditions;

/// <summary>What became of reading a condition.</summary>
/// <param name="Condition">The condition; null when there are errors.</param>
/// <param name="Errors">What is wrong: the first syntax error, or every type error.</param>
public sealed record ConditionResult(Condition? Condition, ImmutableArray<ConditionError> Errors);
