namespace Router.Domain.Health;

/// <summary>A part of this process that can tell what is wrong.</summary>
public interface IHealthSource
{
    /// <summary>What is wrong now. Fast, and never fails.</summary>
    IEnumerable<HealthCause> Causes(DateTimeOffset now);

    /// <summary>When each integration's last webhook was answered 202 in this process.</summary>
    ImmutableDictionary<string, DateTimeOffset> LastWebhooks => ImmutableDictionary<string, DateTimeOffset>.Empty;
}
