namespace Router.Domain.Health;

/// <summary>What can be wrong with the router; snake_case outside.</summary>
public enum HealthKind
{
    /// <summary>A receiver answered 410: the sink is disabled until a person enables it.</summary>
    SinkDisabled = 0,

    /// <summary>Deliveries of a sink were given up, and wait for a person.</summary>
    DeadLetters = 1,

    /// <summary>The config file has errors; the last good version is in force.</summary>
    ConfigRefused = 2,

    /// <summary>No webhook came for the integration's <c>silentAfter</c>.</summary>
    IntegrationSilent = 3,

    /// <summary>Webhooks of an integration are refused for their signature, and none that is right has come since.</summary>
    SignaturesFail = 4,

    /// <summary>The store could not commit.</summary>
    StoreFailed = 5,
}
