namespace Router.Load.Scenarios;

/// <summary>One part of the suite, with processes of its own.</summary>
public interface IScenario
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    Task<ScenarioResult> RunAsync(BenchContext context);
}
