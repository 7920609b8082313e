namespace Router.Domain.Configuration;

/// <summary>The way back to Sentry: for two-way changes and reconciling.</summary>
public sealed record SentryConfig
{
    /// <summary>Sentry's web address: <c>https://sentry.io</c>, a region's, or a self-hosted one. Its API is below <c>/api/0/</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>The organisation's slug or id.</summary>
    public required string Organization { get; init; }

    /// <summary>The internal integration's token; needs the scope <c>event:write</c>.</summary>
    public required string Token { get; init; }

    /// <summary>Whether it may be on an address outside the public internet, as a self-hosted one often is. Default false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"sentry {Url} {Organization}";
}
