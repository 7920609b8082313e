using Router.Domain.Actions;
using Router.Domain.Alerts;

namespace Router.Domain.TwoWay;

/// <summary>What a person did here, to be done to the issue in Sentry too. Committed with the action, then handed over: never lost.</summary>
[GenerateSerializer, Immutable, Alias("router.sentry-change")]
public sealed record SentryChange
{
    /// <summary>Grows by one with each change of the issue: a newer one takes an older one's place.</summary>
    [Id(0)] public required long Id { get; init; }

    /// <summary>The issue; never a metric alert, which Sentry alone ends.</summary>
    [Id(1)] public required IssueKey Issue { get; init; }

    /// <summary>What.</summary>
    [Id(2)] public required ActionKind Kind { get; init; }

    /// <summary>Who did it here.</summary>
    [Id(3)] public required string Actor { get; init; }

    /// <summary>A snooze's end; null for others.</summary>
    [Id(4)] public DateTimeOffset? Until { get; init; }
}
