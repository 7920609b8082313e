namespace Router.Domain.Configuration;

/// <summary>One Sentry webhook target. Private when <see cref="Channel"/> is set, else shared by <see cref="Routes"/> and <see cref="Default"/>.</summary>
public sealed record IntegrationConfig
{
    /// <summary>The shortest push-URL key, in characters.</summary>
    public const int MinKeyLength = 16;

    /// <summary>The longest push-URL key, in characters.</summary>
    public const int MaxKeyLength = 128;

    /// <summary><c>[a-z0-9-]</c>, at most 64 characters, unique, permanent: part of every issue key.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people are shown; default the id.</summary>
    public required string Name { get; init; }

    /// <summary>The secret part of the push URL: 16 to 128 of <c>[A-Za-z0-9_-]</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Sentry's client secrets, several while rotating; empty only with <see cref="Unsigned"/>.</summary>
    public ImmutableArray<string> ClientSecrets { get; init; } = [];

    /// <summary>Takes calls without a signature: the legacy plugin's. Default false.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Default true; a disabled one answers 404.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where severities come from. Default <see cref="Configuration.SeverityFrom.Action"/>.</summary>
    public SeverityFrom SeverityFrom { get; init; }

    /// <summary>Webhooks allowed per window; null, the default, is no limit.</summary>
    public RateLimitConfig? RateLimit { get; init; }

    /// <summary>The one channel of a private integration.</summary>
    public string? Channel { get; init; }

    /// <summary>The ordered routes of a shared integration.</summary>
    public ImmutableArray<RouteConfig> Routes { get; init; } = [];

    /// <summary>The channels that take what no route matched; mandatory for a shared integration.</summary>
    public ImmutableArray<string> Default { get; init; } = [];

    /// <summary>What the issue webhooks do.</summary>
    public LifecycleConfig Lifecycle { get; init; } = new();

    /// <summary>No webhook for so long is told to the system channel; null, the default, is never.</summary>
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>The way back to Sentry; null, the default, changes and asks nothing there.</summary>
    public SentryConfig? Sentry { get; init; }

    /// <summary>May an alert's form in Sentry choose this channel? A private integration's is its own, a shared one's any.</summary>
    public bool MayReach(string channel) => Channel is null || Channel == channel;

    /// <summary>The id alone: no secret ever shows.</summary>
    public override string ToString() => $"integration {Id}";
}
