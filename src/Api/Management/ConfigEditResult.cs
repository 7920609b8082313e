namespace Router.Api.Management;

/// <summary>What became of a change of the config document.</summary>
/// <param name="Refusal">Why it was not changed, and what to do; null when it is in force.</param>
public readonly record struct ConfigEditResult(string? Refusal)
{
    /// <summary>It is in force.</summary>
    public static ConfigEditResult Done { get; }

    /// <summary>It was not changed.</summary>
    public static ConfigEditResult Refused(string why) => new(why);
}
