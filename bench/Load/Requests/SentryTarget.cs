namespace Router.Load.Requests;

/// <summary>Where and how issue alerts are sent.</summary>
/// <param name="Url">The push URL.</param>
/// <param name="ClientSecret">Signs the bodies.</param>
/// <param name="BodyBytes">About how large a body is; 0 is the least.</param>
/// <param name="Environment">The events' environment.</param>
public sealed record SentryTarget(Uri Url, string ClientSecret, int BodyBytes = 6_000, string Environment = "production");
