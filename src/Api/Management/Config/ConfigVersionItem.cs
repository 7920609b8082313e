namespace Router.Api.Management.Config;

/// <summary>A version in the list of versions.</summary>
internal sealed record ConfigVersionItem
{
    public required long Version { get; init; }

    /// <summary>Who put it in force; <c>file</c> when the file was edited.</summary>
    public required string Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string? Reason { get; init; }

    /// <summary>It is in force now.</summary>
    public required bool IsCurrent { get; init; }
}
