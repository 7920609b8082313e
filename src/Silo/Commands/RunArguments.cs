namespace Router.Silo.Commands;

/// <summary>What <c>router run</c> was given on the command line; null leaves it to settings and defaults.</summary>
public sealed record RunArguments
{
    /// <summary>Where to listen: <c>http://localhost:8080</c>, several separated by <c>;</c>.</summary>
    public string? Urls { get; init; }

    /// <summary>The data folder.</summary>
    public string? Data { get; init; }

    /// <summary>A config file other than the data folder's; the API then can't change it.</summary>
    public string? Config { get; init; }

    /// <summary>The part of the work that this process does.</summary>
    public string? Role { get; init; }
}
