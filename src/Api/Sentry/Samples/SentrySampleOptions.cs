namespace Router.Api.Sentry.Samples;

/// <summary>What a <see cref="SentrySample"/> says. The same options always make the same bytes.</summary>
public sealed record SentrySampleOptions
{
    /// <summary>The issue that <c>event_alert</c>, <c>issue</c>, <c>activity_alert</c> and the legacy plugin speak of unless told otherwise.</summary>
    public const string DefaultIssueId = "1170820242";

    /// <summary>The firing that <c>metric_alert</c> speaks of unless told otherwise.</summary>
    public const string DefaultMetricAlertId = "4711";

    /// <summary>The most that <see cref="TargetBytes"/> may ask for: 8 MiB.</summary>
    public const int MaxTargetBytes = 8 << 20;

    /// <summary>The event's id; give a fresh one per event, or the router sees a duplicate.</summary>
    public required Guid EventId { get; init; }

    /// <summary>When it happened and was sent (Sentry-Hook-Timestamp and <c>event.received</c>, whole seconds).</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Sentry's issue id (metric alerts: the firing's). Null, the default, is one fixed id per kind, so that a resolve ends what a trigger opened.</summary>
    public string? IssueId { get; init; }

    /// <summary>The organisation's slug. Default <c>acme</c>.</summary>
    public string Organization { get; init; } = "acme";

    /// <summary>The project's slug. Default <c>storefront</c>.</summary>
    public string Project { get; init; } = "storefront";

    /// <summary>The environment. Default <c>production</c>; null leaves it out.</summary>
    public string? Environment { get; init; } = "production";

    /// <summary>The release. Default <c>storefront@2.4.1</c>; null leaves it out.</summary>
    public string? Release { get; init; } = "storefront@2.4.1";

    /// <summary>Sentry's level: fatal, error, warning, info or debug. Default <c>error</c>.</summary>
    public string Level { get; init; } = "error";

    /// <summary>The issue's title (metric alerts: the rule's name). Null is a believable one.</summary>
    public string? Title { get; init; }

    /// <summary>The name of the alert rule that fired. Default <c>Notify on new errors</c>.</summary>
    public string Rule { get; init; } = "Notify on new errors";

    /// <summary>Further tags of the event, after those that Sentry always sets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>A test from Sentry's form (<c>issue_alert.id</c> is -1). <c>event_alert.triggered</c> only. Default false.</summary>
    public bool IsTest { get; init; }

    /// <summary>Whether Idempotency-Key is sent, as newer Sentry does. Default true.</summary>
    public bool WithIdempotencyKey { get; init; } = true;

    /// <summary>The size of the body in bytes, reached with stack frames to within one frame (under 1 KiB); a smaller number than the least body is that body. Events only (<c>event_alert</c>, <c>legacy</c>). Default 0.</summary>
    public int TargetBytes { get; init; }
}
