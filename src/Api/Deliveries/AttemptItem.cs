using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary>What the journal keeps of one attempt, or of what else became of a delivery.</summary>
internal sealed record AttemptItem
{
    public required string Delivery { get; init; }

    public required DateTime At { get; init; }

    public required string Sink { get; init; }

    public required long Sequence { get; init; }

    public required string Type { get; init; }

    public required string Outcome { get; init; }

    public required int Attempt { get; init; }

    public required string? Reason { get; init; }

    public required int? StatusCode { get; init; }

    public required string? Detail { get; init; }

    public required DateTime? NextAttemptAt { get; init; }

    public required long? DurationMs { get; init; }

    public required string? Actor { get; init; }

    public required string? Why { get; init; }

    public static AttemptItem Of(DeliveryJournalEntry entry, DateTimeOffset at) => new()
    {
        Delivery = entry.DeliveryId,
        At = at.UtcDateTime,
        Sink = entry.Sink,
        Sequence = entry.Sequence,
        Type = $"incident.{SnakeCase.Of(entry.Type)}",
        Outcome = SnakeCase.Of(entry.Outcome),
        Attempt = entry.Attempt,
        Reason = entry.Reason is { } reason ? SnakeCase.Of(reason) : null,
        StatusCode = entry.StatusCode,
        Detail = entry.Detail,
        NextAttemptAt = entry.NextAttemptAt?.UtcDateTime,
        DurationMs = entry.DurationMs,
        Actor = entry.Actor,
        Why = entry.Why,
    };
}
