namespace Router.Load.Scenarios;

/// <summary>One measured number, with its bound where it has one.</summary>
public sealed record Figure(string Name, double Value, string Unit)
{
    public double? AtLeast { get; init; }

    public double? AtMost { get; init; }

    public bool? Met => AtLeast is null && AtMost is null ? null : !(Value < AtLeast) && !(Value > AtMost);
}
