using Router.Domain.Delivery;

namespace Router.Grains.Interfaces;

/// <summary>One attempt to bring something to a sink.</summary>
/// <param name="DeliveryId">The delivery's id.</param>
/// <param name="At">When it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Result">What came of it.</param>
[GenerateSerializer, Immutable, Alias("router.sink-attempt")]
public sealed record SinkAttempt(
    [property: Id(0)] string DeliveryId, [property: Id(1)] DateTimeOffset At, [property: Id(2)] TimeSpan Duration, [property: Id(3)] SinkResult Result);
