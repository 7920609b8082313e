using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Delivery;

/// <summary>An issue as a notification shows it.</summary>
[GenerateSerializer, Immutable, Alias("router.notification-issue")]
public sealed record NotificationIssue
{
    /// <summary>The issue's key.</summary>
    [Id(0)] public required IssueKey Key { get; init; }

    /// <summary>Sentry's short id.</summary>
    [Id(1)] public string? ShortId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)] public required IssueStatus Status { get; init; }

    /// <summary>How bad it is.</summary>
    [Id(3)] public required Severity Severity { get; init; }

    /// <summary>Its title.</summary>
    [Id(4)] public required string Title { get; init; }

    /// <summary>Where it happens.</summary>
    [Id(5)] public string? Culprit { get; init; }

    /// <summary>Its project's slug.</summary>
    [Id(6)] public string? Project { get; init; }

    /// <summary>Its environment.</summary>
    [Id(7)] public string? Environment { get; init; }

    /// <summary>The Sentry rule that fired last.</summary>
    [Id(8)] public string? Rule { get; init; }

    /// <summary>How many events were counted in all.</summary>
    [Id(9)] public required long Count { get; init; }

    /// <summary>The first event's time.</summary>
    [Id(10)] public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The last event's time.</summary>
    [Id(11)] public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Who acknowledged, resolved or archived it.</summary>
    [Id(12)] public string? Actor { get; init; }

    /// <summary>Its page in Sentry.</summary>
    [Id(13)] public string? Url { get; init; }
}
