namespace Router.Load.Requests;

/// <summary>Where and how issue alerts are sent.</summary>
/// <param name="Url">The push URL.</param>
/// <param name="ClientSecret">Signs the bodies.</param>
/// <param name="BodyBytes">About how large a body is; 0 is the least.</param>
/// <param name="Environment">The events' environment.</param>
public sealed record SentryTarget(Uri Url, string ClientSecret, int BodyBytes = 6_000, string Environment = "production")
{
    /// <summary>The webhook, <c>RESOURCE.ACTION</c>; of an issue.</summary>
    public string Webhook { get; init; } = "event_alert.triggered";

    /// <summary>The issues' title; null is a believable one. Where it names <see cref="SentryRequests.FirstIssue"/>, each names its own.</summary>
    public string? Title { get; init; }
}
