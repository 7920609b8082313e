using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Api.Receipts;

/// <summary>The attempts to bring one notification to one sink.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="Status">queued, delivered, retrying, dead_lettered or collapsed; unknown when its queue is not there (any more).</param>
/// <param name="NextAttemptAt">When it is tried next, while it waits.</param>
/// <param name="Attempts">What was done, in order.</param>
internal sealed record DeliveryStep(string Id, string Status, DateTime? NextAttemptAt, IReadOnlyList<AttemptStep> Attempts)
{
    public const string Queued = "queued";
    public const string Unknown = "unknown";
}

/// <summary>One attempt, or the end of a delivery without one.</summary>
/// <param name="Number">From 1; the number of attempts before, where this is none.</param>
/// <param name="At">When its result was recorded.</param>
/// <param name="Outcome">delivered, retrying, dead_lettered or collapsed.</param>
/// <param name="Status">The HTTP status, where there was one.</param>
/// <param name="Reason">Why it failed or was given up.</param>
/// <param name="Detail">What the receiver said.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
internal sealed record AttemptStep(int Number, DateTime At, string Outcome, int? Status, string? Reason, string? Detail, long? DurationMs)
{
    public static AttemptStep Of(DeliveryJournalEntry entry, DateTimeOffset at) => new(
        entry.Attempt,
        at.UtcDateTime,
        SnakeCase.Of(entry.Outcome),
        entry.StatusCode,
        entry.Reason is { } reason ? SnakeCase.Of(reason) : null,
        entry.Detail,
        entry.DurationMs);
}
