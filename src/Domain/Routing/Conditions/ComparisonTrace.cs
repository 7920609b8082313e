namespace Router.Domain.Routing.Conditions;

/// <summary>What one comparison of a condition saw.</summary>
/// <param name="Text">The comparison, in its canonical spelling: <c>environment == "production"</c>.</param>
/// <param name="Values">The values of the fields that it reads, in its order; null is absent.</param>
/// <param name="Holds">Whether it held, by itself: a <c>!</c> before it isn't counted.</param>
/// <param name="Evaluated">The verdict needed it: what is left of it had not decided yet.</param>
public sealed record ComparisonTrace(string Text, ImmutableArray<string?> Values, bool Holds, bool Evaluated = true);
