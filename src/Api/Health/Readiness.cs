namespace Router.Api.Health;

/// <summary>Whether this process can take webhooks now.</summary>
/// <param name="IsReady">It can.</param>
/// <param name="Reason">What it waits for or lacks, for people; null when it is ready.</param>
public readonly record struct Readiness(bool IsReady, string? Reason)
{
    /// <summary>It can.</summary>
    public static Readiness Ready { get; } = new(true, null);

    /// <summary>It can't, and why.</summary>
    public static Readiness NotReady(string reason) => new(false, reason);
}
