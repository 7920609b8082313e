using Microsoft.AspNetCore.Http;
using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.Ingress;

/// <summary>What the edge makes of a webhook before its issue sees it: an alert, a reason to ignore it, or a refusal.</summary>
internal readonly record struct Judgement
{
    public AlertEvent? Alert { get; private init; }

    /// <summary>Why it is ignored, when there is neither alert nor refusal.</summary>
    public IngestReason Ignored { get; private init; }

    public Refusal? Refusal { get; private init; }

    public static Judgement Refused(Refusal refusal) => new() { Refusal = refusal };

    /// <summary>Signature, rate, decoding, in this order.</summary>
    public static Judgement Of(ReadOnlySpan<byte> body, IHeaderDictionary headers, IntegrationConfig integration, IntegrationLimits limits, PayloadPaths payload, DateTimeOffset now)
    {
        if (CheckSignature(body, headers, integration, out var signedBy) is { } unsigned)
            return Refused(unsigned);
        if (!limits.TryTake(integration, out var retryAfter))
            return Refused(Ingress.Refusal.RateLimited(retryAfter));
        using var step = IngestTracing.Start("decode");
        return SentryDecoder.Decode(body, new DecodeContext(integration, SentryHeaders.From(headers), now, payload) { SignedBy = signedBy }) switch
        {
            DecodeResult.Decoded decoded => new() { Alert = decoded.Event },
            DecodeResult.Ignored ignored => new() { Ignored = ignored.Reason },
            DecodeResult.Malformed malformed => Refused(Ingress.Refusal.Malformed(malformed)),
            var other => throw new InvalidOperationException($"A decode result that nobody handles: {other.GetType().Name}."),
        };
    }

    /// <summary>An unsigned integration takes calls without a signature; one that has a signature must be right, if there is a secret to check it with.</summary>
    private static Refusal? CheckSignature(ReadOnlySpan<byte> body, IHeaderDictionary headers, IntegrationConfig integration, out sbyte signedBy)
    {
        signedBy = 0;
        using var step = IngestTracing.Start("verify");
        var hook = headers[SentrySignature.HookHeader].ToString();
        var app = headers[SentrySignature.AppHeader].ToString();
        if (hook.Length == 0 && app.Length == 0)
            return integration.Unsigned ? null : Ingress.Refusal.SignatureMissing;
        if (integration.Unsigned && integration.ClientSecrets.IsEmpty)
            return null;
        var secret = SentrySignature.Find(body, hook, integration.ClientSecrets);
        if (secret == 0)
            secret = -SentrySignature.Find(body, app, integration.ClientSecrets);
        signedBy = (sbyte)Math.Clamp(secret, -sbyte.MaxValue, sbyte.MaxValue);
        return secret == 0 ? Ingress.Refusal.SignatureWrong : null;
    }
}
