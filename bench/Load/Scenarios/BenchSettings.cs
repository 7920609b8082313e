using Router.Acceptance.Driver;

namespace Router.Load.Scenarios;

/// <summary>How long and how much a run of the suite measures.</summary>
public sealed record BenchSettings
{
    public required bool Quick { get; init; }

    /// <summary>Where the JSON goes.</summary>
    public required string Results { get; init; }

    /// <summary>Where the data folders go: on a real disk, or fsync costs nothing.</summary>
    public string Work { get; init; } = Path.Combine(SolutionRoot.Path, "artifacts", "bench");

    public int Rounds { get; init; } = 3;

    public TimeSpan Round => TimeSpan.FromSeconds(Quick ? 4 : 10);

    /// <summary>Long enough for the runtime to have compiled the hot paths with its profile.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 6 : 15);

    /// <summary>How many issues the big store holds.</summary>
    public long Stored => Quick ? 50_000 : 1_000_000;

    /// <summary>How many active issues memory is measured with.</summary>
    public long Active => Quick ? 20_000 : 100_000;

    /// <summary>How many open incidents the cost of the noise rules is measured with.</summary>
    public long Open => Quick ? 2_000 : 10_000;

    /// <summary>How many issues a round of transitions opens and resolves.</summary>
    public long Transitions => Quick ? 2_000 : 10_000;

    /// <summary>The issues of the ordinary load.</summary>
    public long Issues { get; init; } = 1_000;
}
