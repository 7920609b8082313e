using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Receipts;

/// <summary>Whether a webhook had come before.</summary>
/// <param name="Verdict">new, same_delivery, same_event_and_rule, or not_deduplicated for what sets a state.</param>
/// <param name="ComparedBy">idempotency_key, event_and_rule, or null when it had neither.</param>
/// <param name="DuplicateOf">The receipt of the delivery that it repeats, where that is still known.</param>
internal sealed record DedupStep(string Verdict, string? ComparedBy, string? DuplicateOf)
{
    public static DedupStep Of(AlertEvent alert, IngestReason reason, string? duplicateOf) => reason.Outcome() switch
    {
        IngestOutcome.Duplicate => new(SnakeCase.Of(reason), By(alert), duplicateOf),
        _ when alert.Kind != AlertKind.Trigger || alert.IsTest => new("not_deduplicated", null, null),
        _ => new("new", By(alert), null),
    };

    private static string? By(AlertEvent alert) => alert.IdempotencyKey is not null ? "idempotency_key" : alert.EventId is not null ? "event_and_rule" : null;
}
