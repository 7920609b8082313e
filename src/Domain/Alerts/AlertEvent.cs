namespace Router.Domain.Alerts;

/// <summary>
/// One decoded, verified webhook in our own vocabulary, independent of Sentry's JSON.
/// Texts are cut by the decoder so that the whole stays under 4 KiB as JSON; what Sentry did not send is null or empty.
/// </summary>
[GenerateSerializer, Immutable, Alias("router.alert")]
public sealed record AlertEvent
{
    /// <summary>The id of the integration that took it.</summary>
    [Id(0)] public required string Integration { get; init; }

    /// <summary>The issue that it is about.</summary>
    [Id(1)] public required IssueKey Issue { get; init; }

    /// <summary>What it says of the issue.</summary>
    [Id(2)] public required AlertKind Kind { get; init; }

    /// <summary>Sentry's resource: <c>event_alert</c>, <c>metric_alert</c>, <c>issue</c>, <c>activity_alert</c>, or <c>legacy</c> for the plugin's body.</summary>
    [Id(3)] public required string Resource { get; init; }

    /// <summary>Sentry's action: <c>triggered</c>, <c>critical</c>, <c>resolved</c> and so on; for <c>activity_alert</c> the activity's type.</summary>
    [Id(4)] public required string Action { get; init; }

    /// <summary>The severity by the integration's <c>severityFrom</c>; <see cref="Alerts.Severity.Ok"/> for a resolve.</summary>
    [Id(5)] public required Severity Severity { get; init; }

    /// <summary>
    /// The time that orders webhooks of one issue, in whole seconds, never later than arrival.
    /// A trigger's is <c>event.received</c>, else Sentry-Hook-Timestamp, else arrival; others' Sentry-Hook-Timestamp, else arrival.
    /// </summary>
    [Id(6)] public required DateTimeOffset OrderTime { get; init; }

    /// <summary>When it arrived here.</summary>
    [Id(7)] public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Sentry's Idempotency-Key header: constant over the retries of one delivery; absent on older Sentry.</summary>
    [Id(8)] public string? IdempotencyKey { get; init; }

    /// <summary>The event's id (32 hex), where there is one.</summary>
    [Id(9)] public string? EventId { get; init; }

    /// <summary>The name of the Sentry alert rule that fired.</summary>
    [Id(10)] public string? Rule { get; init; }

    /// <summary>The id of that rule, where Sentry sends it.</summary>
    [Id(11)] public string? RuleId { get; init; }

    /// <summary>The event's or issue's level.</summary>
    [Id(12)] public AlertLevel? Level { get; init; }

    /// <summary>The issue's priority.</summary>
    [Id(13)] public AlertPriority? Priority { get; init; }

    /// <summary>The organisation's slug (metric alerts: its id).</summary>
    [Id(14)] public string? Organization { get; init; }

    /// <summary>The projects' slugs: one, but for metric alerts over several.</summary>
    [Id(15)] public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>The environment.</summary>
    [Id(16)] public string? Environment { get; init; }

    /// <summary>The release.</summary>
    [Id(17)] public string? Release { get; init; }

    /// <summary>The platform, such as <c>python</c>.</summary>
    [Id(18)] public string? Platform { get; init; }

    /// <summary>The title that people are shown.</summary>
    [Id(19)] public string? Title { get; init; }

    /// <summary>The message or description.</summary>
    [Id(20)] public string? Message { get; init; }

    /// <summary>Where it happened, as Sentry says it.</summary>
    [Id(21)] public string? Culprit { get; init; }

    /// <summary>The page in Sentry.</summary>
    [Id(22)] public string? Url { get; init; }

    /// <summary>Sentry's short id, such as <c>WEB-1A</c>.</summary>
    [Id(23)] public string? ShortId { get; init; }

    /// <summary>Sentry's substatus of the issue (<c>regressed</c>, <c>escalating</c>, <c>archived_forever</c> and so on) or the resolution type.</summary>
    [Id(24)] public string? Detail { get; init; }

    /// <summary>The name of the person or application that did it.</summary>
    [Id(25)] public string? Actor { get; init; }

    /// <summary>The event's tags in the order sent, at most 50.</summary>
    [Id(26)] public ImmutableArray<Tag> Tags { get; init; } = [];

    /// <summary>The values of the body that the config reads as <c>payload.*</c>.</summary>
    [Id(27)] public ImmutableArray<PayloadValue> Payload { get; init; } = [];

    /// <summary>For a resolve: it holds from a release or commit on, so older releases may still send events.</summary>
    [Id(28)] public bool ResolvedInRelease { get; init; }

    /// <summary>For a suppress: when Sentry stops ignoring the issue, where it said so.</summary>
    [Id(29)] public DateTimeOffset? SuppressedUntil { get; init; }

    /// <summary>A test sent from Sentry's form: routed and delivered, but it leaves no issue.</summary>
    [Id(30)] public bool IsTest { get; init; }

    /// <summary>
    /// What proved that it is Sentry's: 0 is nothing (an <c>unsigned</c> integration); n is the integration's n-th client secret by
    /// <c>Sentry-Hook-Signature</c>, -n by <c>Sentry-App-Signature</c>, at most 127. Null where it was not recorded.
    /// </summary>
    [Id(31)] public sbyte? SignedBy { get; init; }

    /// <summary>What was chosen in the form of Sentry's alert; null when it has none.</summary>
    [Id(32)] public ActionSettings? Settings { get; init; }

    /// <summary>True when an application other than Sentry itself did it: ours, or another integration. Null when not.</summary>
    [Id(33)] public bool? ByApplication { get; init; }
}
