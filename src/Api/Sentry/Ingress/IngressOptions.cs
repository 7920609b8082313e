namespace Router.Api.Sentry.Ingress;

/// <summary>Limits of the webhook endpoint: section <c>Router:Ingress</c>. Read at start.</summary>
public sealed class IngressOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Router:Ingress";

    /// <summary>The largest body that is taken, in bytes; a larger one is answered 413. 1,024 to 16,777,216. Default: 1,048,576 (1 MiB).</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How many webhooks may be under way in this process; more are answered 503. 1 to 1,000,000. Default: 1,024.</summary>
    public int MaxInFlight { get; set; } = 1024;

    /// <summary>
    /// How long a webhook may wait for its commit before it is answered 503. Sentry waits 1 second, the way to it and back included, and, for internal integrations, never retries.
    /// 10 milliseconds to 30 seconds. Default: 700 milliseconds.
    /// </summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromMilliseconds(700);
}
