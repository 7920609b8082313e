namespace Router.Chaos;

/// <summary>One run.</summary>
public sealed record ChaosOptions
{
    /// <summary>The folder of the running cluster.</summary>
    public required string Directory { get; init; }

    /// <summary><c>deploy/local-cluster.sh</c>.</summary>
    public required string Script { get; init; }

    /// <summary>How long faults are made.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Decides which faults come when, and the load.</summary>
    public required int Seed { get; init; }

    /// <summary>How many issues the load is spread over.</summary>
    public required int Issues { get; init; }

    /// <summary>Webhooks per second.</summary>
    public required double Rate { get; init; }

    /// <summary>The address that the recording sink listens on.</summary>
    public required string SinkHost { get; init; }

    /// <summary>The port of the recording sink.</summary>
    public required int SinkPort { get; init; }

    /// <summary>The network namespace of the silo that can be cut off; null where the rights are missing.</summary>
    public string? Namespace { get; init; }

    /// <summary>The silo in <see cref="Namespace"/>.</summary>
    public string Partitioned { get; init; } = "silo-3";

    /// <summary>The address of everything but the database, seen from <see cref="Namespace"/>.</summary>
    public string Others { get; init; } = "";

    /// <summary>libfaketime; null where it is missing.</summary>
    public string? FakeTime { get; init; }

    /// <summary>All issues must answer again within so long of a fault's end, or the run fails.</summary>
    public required TimeSpan AnswerWithin { get; init; }

    /// <summary>Only the kinds of fault whose names begin so; empty is all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>A run that isn't over so long after its faults were to end has failed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(10);
}
