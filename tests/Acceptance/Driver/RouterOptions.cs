namespace Router.Acceptance.Driver;

/// <summary>How a router process is started.</summary>
public sealed record RouterOptions
{
    /// <summary>A machine that is busy with other tests is not overload.</summary>
    public static IReadOnlyDictionary<string, string> Patient { get; } = new Dictionary<string, string> { ["Router__Ingress__AnswerWithin"] = "00:00:15" };

    public required string DataDirectory { get; init; }

    /// <summary>Null: the router's own <c>DIR/router.yaml</c>.</summary>
    public string? ConfigFile { get; init; }

    public int Port { get; init; } = FreePort.Next();

    public string Executable { get; init; } = SolutionRoot.RouterExecutable(SolutionRoot.Configuration);

    /// <summary>A program and its arguments that runs the router in its own process id, such as a tracer; empty runs it directly.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
