namespace Router.Chaos;

/// <summary>What was seen of a fault.</summary>
/// <param name="Text">For the table.</param>
/// <param name="IsThere">The fault is there, as it was meant.</param>
public sealed record Sighting(string Text, bool IsThere);
