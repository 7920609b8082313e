namespace Router.Load.Scenarios;

/// <summary>A state of one text.</summary>
[GenerateSerializer, Alias("bench.state")]
public sealed class BenchState
{
    [Id(0)]
    public string Text { get; set; } = "";
}
