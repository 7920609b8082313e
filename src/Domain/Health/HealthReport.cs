namespace Router.Domain.Health;

/// <summary>What one process sees of the router's health.</summary>
/// <param name="Host">The process: constant while it runs, another one's is another.</param>
/// <param name="Causes">What is wrong, as far as this process alone can know.</param>
/// <param name="LastWebhooks">When each integration's last webhook was answered 202 here.</param>
[GenerateSerializer, Immutable, Alias("router.health-report")]
public sealed record HealthReport(
    [property: Id(0)] string Host, [property: Id(1)] ImmutableArray<HealthCause> Causes, [property: Id(2)] ImmutableDictionary<string, DateTimeOffset> LastWebhooks);
