namespace Router.Api.Stats;

/// <summary>How long the store's transactions took, in milliseconds.</summary>
/// <param name="MeanMs">On average.</param>
/// <param name="MaxMs">The longest.</param>
internal sealed record CommitItem(double MeanMs, double MaxMs);
