namespace Router.Domain.Routing.Conditions;

/// <summary>What is wrong with a condition.</summary>
/// <param name="Position">Where in its text, from 0.</param>
/// <param name="Message">What, and the fix where there is one.</param>
public sealed record ConditionError(int Position, string Message);
