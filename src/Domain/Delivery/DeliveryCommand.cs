namespace Router.Domain.Delivery;

/// <summary>What a person asks of a queue: to retry or drop one delivery, or to retry all its dead letters.</summary>
[GenerateSerializer, Immutable, Alias("router.delivery-command")]
public sealed record DeliveryCommand
{
    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxKeyLength = 128;

    /// <summary>What to do.</summary>
    [Id(0)] public required DeliveryVerb Verb { get; init; }

    /// <summary>The delivery's incident; null for all dead letters of the queue (<see cref="DeliveryVerb.Retry"/> alone).</summary>
    [Id(1)] public string? IncidentId { get; init; }

    /// <summary>The delivery's sequence.</summary>
    [Id(2)] public long Sequence { get; init; }

    /// <summary>Who asks.</summary>
    [Id(3)] public required string Actor { get; init; }

    /// <summary>Why, if they said.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>The request's Idempotency-Key: the same key again has no further effect, and the answer that it had.</summary>
    [Id(5)] public string? IdempotencyKey { get; init; }
}
