namespace Router.Domain.Routing.Conditions;

/// <summary>An ordered set of names: severity, level or priority.</summary>
/// <param name="Names">The names as conditions write them, from the lowest; the index is the rank.</param>
internal sealed record RankScale(ImmutableArray<string> Names)
{
    /// <summary>The rank of an absent value.</summary>
    public const int Absent = -1;

    public static readonly RankScale Severity = new(["Ok", "Info", "Warning", "Critical"]);
    public static readonly RankScale Level = new(["debug", "info", "warning", "error", "fatal"]);
    public static readonly RankScale Priority = new(["low", "medium", "high"]);

    public string? Name(int rank) => rank == Absent ? null : Names[rank];
}
