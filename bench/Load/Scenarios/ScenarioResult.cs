using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>What a scenario found.</summary>
/// <param name="Figures">The numbers that the table shows.</param>
/// <param name="Runs">Every measured run by name, in order.</param>
public sealed record ScenarioResult(IReadOnlyList<Figure> Figures, IReadOnlyDictionary<string, IReadOnlyList<LoadResult>> Runs)
{
    /// <summary>Why nothing was measured; null when it was.</summary>
    public string? Skipped { get; init; }

    public static ScenarioResult Skip(string reason) => new([], new Dictionary<string, IReadOnlyList<LoadResult>>()) { Skipped = reason };
}
