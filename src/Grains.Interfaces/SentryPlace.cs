namespace Router.Grains.Interfaces;

/// <summary>A place among the calls to Sentry.</summary>
/// <param name="At">When the call may be made.</param>
/// <param name="IsKept">False when it is too far ahead: ask again then.</param>
[GenerateSerializer, Immutable, Alias("router.sentry-place")]
public readonly record struct SentryPlace([property: Id(0)] DateTimeOffset At, [property: Id(1)] bool IsKept);
