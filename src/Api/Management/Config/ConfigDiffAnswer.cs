namespace Router.Api.Management.Config;

/// <summary>The difference of two versions.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Diff">The unified diff; empty when they are the same.</param>
internal sealed record ConfigDiffAnswer(long From, long To, string Diff);
