namespace Router.Grains.Interfaces;

/// <summary>How a sink stands. The attempts are those that were noted since its grain began: at least one every few seconds, and each change between success and failure.</summary>
[GenerateSerializer, Immutable, Alias("router.sink-status")]
public sealed record SinkStatus
{
    /// <summary>When it was disabled after a 410; null when it is not.</summary>
    [Id(0)] public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why it was disabled.</summary>
    [Id(1)] public string? DisabledReason { get; init; }

    /// <summary>Its receiver asked to be left alone until then; null is not at all.</summary>
    [Id(2)] public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The last attempt that its receiver took; null when none is known.</summary>
    [Id(3)] public SinkAttempt? LastSuccess { get; init; }

    /// <summary>The last attempt that failed; null when none is known.</summary>
    [Id(4)] public SinkAttempt? LastFailure { get; init; }
}
