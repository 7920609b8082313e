namespace Router.Api.Sentry.Ingress;

/// <summary>Why and how a call is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">What is wrong and what to do, for people; no secret, nothing of the body.</param>
/// <param name="Field">The field or header at fault, where there is one.</param>
/// <param name="RetryAfter">When to come back, where that helps.</param>
internal sealed record Refusal(int Status, RejectReason Reason, string Detail, string? Field = null, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static Refusal UnknownKey { get; } = new(404, RejectReason.UnknownKey, "No enabled integration has this push URL.");

    public static Refusal MethodNotAllowed { get; } = new(405, RejectReason.MethodNotAllowed, "Send webhooks by POST.");

    public static Refusal BodyCutOff { get; } = new(400, RejectReason.BodyCutOff, "The body ended before it was complete.", "body");

    public static Refusal SignatureMissing { get; } =
        new(401, RejectReason.SignatureMissing, $"Neither {SentrySignature.HookHeader} nor {SentrySignature.AppHeader} is there.", SentrySignature.HookHeader);

    public static Refusal SignatureWrong { get; } =
        new(401, RejectReason.SignatureWrong, "No client secret of this integration gives this signature for the body. Compare clientSecrets with the Client Secret in Sentry.", SentrySignature.HookHeader);

    public static Refusal Overloaded { get; } = new(503, RejectReason.Overloaded, "Too many webhooks are under way.", RetryAfter: Soon);

    public static Refusal Timeout { get; } = new(503, RejectReason.Timeout, "The webhook was not committed in time.", RetryAfter: Soon);

    public static Refusal StoreUnavailable { get; } = new(503, RejectReason.StoreUnavailable, "The webhook could not be committed.", RetryAfter: Soon);

    public static Refusal BodyTooLarge(int maxBytes) => new(413, RejectReason.BodyTooLarge, $"The body is over {maxBytes} bytes ({IngressOptions.Section}:{nameof(IngressOptions.MaxBodyBytes)}).", "body");

    public static Refusal RateLimited(TimeSpan retryAfter) => new(429, RejectReason.RateLimited, "Over the integration's rateLimit.", RetryAfter: retryAfter);

    public static Refusal Malformed(DecodeResult.Malformed malformed) => new(400, RejectReason.Malformed, malformed.ToString(), malformed.Field);
}
