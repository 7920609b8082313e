using System.Globalization;
using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Domain.Delivery;

/// <summary>One message about an incident, the same for every sink: what the contract's webhook body carries.</summary>
[GenerateSerializer, Immutable, Alias("router.notification")]
public sealed record Notification
{
    /// <summary>The most issues that a notification lists, newest first.</summary>
    public const int MaxIssues = 50;

    /// <summary>What it says.</summary>
    [Id(0)] public required NotificationType Type { get; init; }

    /// <summary>Why it is sent.</summary>
    [Id(1)] public required NotifyReason Reason { get; init; }

    /// <summary>The instant that it tells of.</summary>
    [Id(2)] public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The incident's id, <c>{hash}-{n}</c>: the dedup key at every vendor.</summary>
    [Id(3)] public required string IncidentId { get; init; }

    /// <summary>The channel's id.</summary>
    [Id(4)] public required string Channel { get; init; }

    /// <summary>Grows by one with each notification of the incident, from 1.</summary>
    [Id(5)] public required long Sequence { get; init; }

    /// <summary>Where the incident stands.</summary>
    [Id(6)] public required IncidentStatus Status { get; init; }

    /// <summary>How bad it is; Ok when it has ended.</summary>
    [Id(7)] public required Severity Severity { get; init; }

    /// <summary>The severity that pagers know it under before this notification; differs on an escalation.</summary>
    [Id(8)] public Severity PreviousSeverity { get; init; }

    /// <summary>The incident was acknowledged when this happened, so a pager needs a new key to page again.</summary>
    [Id(9)] public bool WasAcknowledged { get; init; }

    /// <summary>The title.</summary>
    [Id(10)] public required string Title { get; init; }

    /// <summary>When the incident began.</summary>
    [Id(11)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, if it has.</summary>
    [Id(12)] public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Project, environment and the route's labels, without duplicate keys.</summary>
    [Id(13)] public ImmutableArray<Tag> Labels { get; init; } = [];

    /// <summary>How many issues it holds in all.</summary>
    [Id(14)] public required int IssueCount { get; init; }

    /// <summary>The incident that it follows, n-1, when it was opened anew after that had ended.</summary>
    [Id(15)] public string? PreviousId { get; init; }

    /// <summary>Its issues, newest first, at most <see cref="MaxIssues"/>.</summary>
    [Id(16)] public required ImmutableArray<NotificationIssue> Issues { get; init; }

    /// <summary>A test.</summary>
    [Id(17)] public bool IsTest { get; init; }

    /// <summary>The trigger and the end in one message, because the incident ended before its trigger was delivered (chat and mail only).</summary>
    [Id(18)] public bool IsCombined { get; init; }

    /// <summary>
    /// The key that a pager is to know the incident by; null is the incident's id. Stamped by the delivery queue alone, when an escalation
    /// of an acknowledged incident needed a new one: <c>{incident}:{severity}</c>.
    /// </summary>
    [Id(19)] public string? PagerKey { get; init; }

    /// <summary>The key that <see cref="PagerKey"/> takes the place of with this notification: the pager is told that it is over. Stamped by the delivery queue alone.</summary>
    [Id(20)] public string? RetiredPagerKey { get; init; }

    /// <summary>What the receiver's last answer about this incident gave us to remember, see <see cref="SinkResult.Handle"/>; null before one. Stamped by the delivery queue alone.</summary>
    [Id(40)] public string? Handle { get; init; }

    /// <summary>The body that the sink's template made, in the sink's own format; null for the built-in one. Stamped as it is sent.</summary>
    [Id(41)] public string? Body { get; init; }

    /// <summary>The id of bringing it to a sink, constant over retries: <c>{incident id}-{sequence}-{sink}</c>.</summary>
    public string DeliveryId(string sinkId) => string.Create(CultureInfo.InvariantCulture, $"{IncidentId}-{Sequence}-{sinkId}");
}
