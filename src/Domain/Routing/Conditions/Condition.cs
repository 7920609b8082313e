namespace Router.Domain.Routing.Conditions;

/// <summary>A compiled condition over an alert: typed, total, without side effects.</summary>
/// <param name="Text">The text as written.</param>
/// <param name="Matches">Evaluates it; never throws.</param>
/// <param name="PayloadPaths">The <c>payload.*</c> paths that it reads, without <c>payload.</c></param>
public sealed record Condition(string Text, Func<ConditionInput, bool> Matches, ImmutableArray<string> PayloadPaths)
{
    /// <summary>What it was compiled from; null for one that was made by hand.</summary>
    internal Predicate? Predicate { get; init; }

    /// <summary>An equality without which it can't hold; null when none is known.</summary>
    internal Equality? Needs => Predicate?.Needs;

    /// <summary>What each of its comparisons sees, evaluated or not on the way to the verdict, from left to right.</summary>
    public ImmutableArray<ComparisonTrace> Trace(ConditionInput input)
    {
        var traces = ImmutableArray.CreateBuilder<ComparisonTrace>();
        Predicate?.Trace(input, evaluated: true, traces);
        return traces.DrainToImmutable();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
