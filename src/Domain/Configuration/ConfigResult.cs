namespace Router.Domain.Configuration;

/// <summary>What became of reading a config document.</summary>
/// <param name="Config">The validated config; null when there is any error.</param>
/// <param name="Diagnostics">Every error and warning, in the order of the document.</param>
public sealed record ConfigResult(RouterConfig? Config, ImmutableArray<ConfigDiagnostic> Diagnostics);
