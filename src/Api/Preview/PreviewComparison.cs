namespace Router.Api.Preview;

/// <summary>What a comparison of a condition saw.</summary>
/// <param name="Text">The comparison.</param>
/// <param name="Values">The values of its fields; null is absent.</param>
/// <param name="Holds">Whether it held, by itself.</param>
internal sealed record PreviewComparison(string Text, IReadOnlyList<string?> Values, bool Holds);
