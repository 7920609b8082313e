namespace Router.Grains.Interfaces;

/// <summary>Whether a sink takes an attempt now.</summary>
/// <param name="Disabled">It was disabled after a 410.</param>
/// <param name="PausedUntil">Wait until then; null is not at all.</param>
[GenerateSerializer, Immutable, Alias("router.sink-gate")]
public readonly record struct SinkGate([property: Id(0)] bool Disabled, [property: Id(1)] DateTimeOffset? PausedUntil);
