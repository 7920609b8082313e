using Router.Api.Sentry;
using Router.Domain.Alerts;

namespace Router.Api.Receipts;

/// <summary>How a webhook came.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Integration">The integration that took it.</param>
/// <param name="Resource">Sentry's resource.</param>
/// <param name="Action">Sentry's action.</param>
/// <param name="IdempotencyKey">Sentry's Idempotency-Key; null when it had none.</param>
/// <param name="Verification">What proved that it is Sentry's.</param>
internal sealed record ReceivedStep(DateTime At, string Integration, string Resource, string Action, string? IdempotencyKey, VerificationStep Verification)
{
    public static ReceivedStep Of(AlertEvent alert) =>
        new(alert.ReceivedAt.UtcDateTime, alert.Integration, alert.Resource, alert.Action, alert.IdempotencyKey, VerificationStep.Of(alert.SignedBy));
}

/// <summary>What proved that a webhook is Sentry's.</summary>
/// <param name="Verdict">signed, unsigned or not_recorded.</param>
/// <param name="Header">The header with the right signature.</param>
/// <param name="Secret">Which of the integration's client secrets it was made with, from 1.</param>
internal sealed record VerificationStep(string Verdict, string? Header, int? Secret)
{
    public const string Signed = "signed";
    public const string Unsigned = "unsigned";
    public const string NotRecorded = "not_recorded";

    public static VerificationStep Of(sbyte? signedBy) => signedBy switch
    {
        null => new(NotRecorded, null, null),
        0 => new(Unsigned, null, null),
        > 0 => new(Signed, SentrySignature.HookHeader, signedBy),
        < 0 => new(Signed, SentrySignature.AppHeader, -signedBy),
    };
}
