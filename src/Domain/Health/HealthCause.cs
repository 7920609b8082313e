using Router.Domain.Alerts;

namespace Router.Domain.Health;

/// <summary>Something that is wrong with the router itself, as long as it is so.</summary>
/// <param name="Kind">What: its name in snake_case is the rule of the alert.</param>
/// <param name="Subject">What it concerns: a sink's or an integration's id; empty for the router as a whole.</param>
/// <param name="Title">One sentence for people; no secret.</param>
/// <param name="Detail">What is known beside it; null without.</param>
[GenerateSerializer, Immutable, Alias("router.health-cause")]
public sealed record HealthCause([property: Id(0)] HealthKind Kind, [property: Id(1)] string Subject, [property: Id(2)] string Title, [property: Id(3)] string? Detail = null)
{
    /// <summary>What makes it the same cause: <c>sink_disabled.ops</c>.</summary>
    public string Key => Subject.Length == 0 ? SnakeCase.Of(Kind) : $"{SnakeCase.Of(Kind)}.{Subject}";

    /// <summary>Critical when people or alerts can't be reached or kept; else Warning.</summary>
    public Severity Severity => Kind is HealthKind.StoreFailed or HealthKind.SinkDisabled ? Severity.Critical : Severity.Warning;
}
