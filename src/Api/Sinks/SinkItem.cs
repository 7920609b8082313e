using Router.Api.Deliveries;
using Router.Domain.Configuration;
using Router.Grains.Interfaces;

namespace Router.Api.Sinks;

/// <summary>A sink in the list; nothing of its config but id and type, so no secret.</summary>
internal sealed record SinkItem
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>enabled, paused (until its receiver's Retry-After is over) or disabled (after a 410).</summary>
    public required string State { get; init; }

    public required DateTime? PausedUntil { get; init; }

    public required DateTime? DisabledAt { get; init; }

    public required string? DisabledReason { get; init; }

    public required SinkAttemptItem? LastSuccess { get; init; }

    public required SinkAttemptItem? LastFailure { get; init; }

    public required long Waiting { get; init; }

    public required long DeadLetters { get; init; }

    public static SinkItem Of(SinkConfig sink, SinkStatus status, QueueCounts queues) => new()
    {
        Id = sink.Id,
        Type = sink.Type,
        State = status.DisabledAt is not null ? "disabled" : status.PausedUntil is not null ? "paused" : "enabled",
        PausedUntil = status.PausedUntil?.UtcDateTime,
        DisabledAt = status.DisabledAt?.UtcDateTime,
        DisabledReason = status.DisabledReason,
        LastSuccess = SinkAttemptItem.Of(status.LastSuccess),
        LastFailure = SinkAttemptItem.Of(status.LastFailure),
        Waiting = queues.Waiting,
        DeadLetters = queues.DeadLetters,
    };
}
