namespace Router.Api.Health;

/// <summary>Knows whether this process can take webhooks. Answers at once, from memory.</summary>
public interface IReadiness
{
    /// <summary>How it stands now.</summary>
    Readiness Current { get; }
}
