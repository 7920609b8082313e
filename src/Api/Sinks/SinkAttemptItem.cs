using Router.Domain;
using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Api.Sinks;

/// <summary>An attempt at a sink, and the sink's answer.</summary>
internal sealed record SinkAttemptItem
{
    public required string Delivery { get; init; }

    public required DateTime At { get; init; }

    public required string Outcome { get; init; }

    public required int? Status { get; init; }

    public required string? Reason { get; init; }

    public required string? Detail { get; init; }

    public required long DurationMs { get; init; }

    public static SinkAttemptItem? Of(SinkAttempt? attempt) => attempt is null ? null : new()
    {
        Delivery = attempt.DeliveryId,
        At = attempt.At.UtcDateTime,
        Outcome = attempt.Result.Verdict == SinkVerdict.Delivered ? "delivered" : "failed",
        Status = attempt.Result.StatusCode,
        Reason = attempt.Result.Reason is { } reason ? SnakeCase.Of(reason) : null,
        Detail = attempt.Result.Detail,
        DurationMs = (long)attempt.Duration.TotalMilliseconds,
    };
}
