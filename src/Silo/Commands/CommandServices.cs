namespace Router.Silo.Commands;

/// <summary>What the verbs need of the world outside.</summary>
internal sealed record CommandServices
{
    /// <summary>Runs the router until it is stopped; answers the exit code.</summary>
    public required Func<RunArguments, CancellationToken, Task<int>> Run { get; init; }

    /// <summary>Reads a secret from standard input, without showing it; null at the end of input.</summary>
    public required Func<string, string?> ReadSecret { get; init; }

    /// <summary>Sends HTTP requests.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
