namespace Router.Load.Scenarios;

/// <summary>One scenario's file in <c>bench/results</c>.</summary>
public sealed record Report(string Scenario, DateTimeOffset At, string Commit, bool Quick, int Rounds, double RoundSeconds, Machine Machine, ScenarioResult Result);
