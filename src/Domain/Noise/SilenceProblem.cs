namespace Router.Domain.Noise;

/// <summary>What is wrong with a silence.</summary>
/// <param name="Field">The field as sent: <c>when</c>, <c>weekly.days[0]</c>.</param>
/// <param name="Message">What, and the fix.</param>
/// <param name="Position">Where in the field's text, from 0; null but in a condition.</param>
public sealed record SilenceProblem(string Field, string Message, int? Position = null);
