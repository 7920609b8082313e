using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Delivery;

internal static class Sample
{
    public const string Incident = "0f1e2d3c4b5a69788796a5b4c3d2e1f0-1";

    public const string Sink = "ops";

    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Notification Notification(NotificationType type, long sequence, string incident = Incident) => new()
    {
        Type = type,
        Reason = NotifyReason.FirstNotification,
        Timestamp = Now,
        IncidentId = incident,
        Channel = "payments",
        Sequence = sequence,
        Status = type == NotificationType.Resolved ? IncidentStatus.Resolved : IncidentStatus.Triggered,
        Severity = type == NotificationType.Resolved ? Severity.Ok : Severity.Warning,
        Title = "It broke",
        StartedAt = Now,
        Labels = [new("project", "web")],
        IssueCount = 1,
        Issues =
        [
            new()
            {
                Key = IssueKey.Issue("web", "1"), Status = IssueStatus.Triggered, Severity = Severity.Warning, Title = "It broke", Count = 1, FirstSeen = Now, LastSeen = Now,
            },
        ],
    };

    public static DeliveryGate Gate(SinkFamily? family) => new(Sink, family);

    public static DeliveryState Queue(params ImmutableArray<Notification> notifications) => DeliveryPolicy.Enqueue(new(), notifications, Now);

    /// <summary>Makes the next attempt with this result, which must be possible.</summary>
    public static DeliveryDecision Attempt(DeliveryState state, SinkFamily family, SinkResult result, DateTimeOffset? now = null, TimeSpan? resendEvery = null)
    {
        var at = now ?? Now;
        var next = DeliveryPolicy.Next(state, Gate(family) with { ResendEvery = resendEvery }, at, 0);
        Assert.NotNull(next.Attempt);
        return DeliveryPolicy.Record(next.State, Sink, next.Attempt, result, TimeSpan.FromMilliseconds(20), at, 0, resendEvery);
    }

    public static SinkResult Refused { get; } = new(SinkVerdict.Retry, FailureReason.ServerError, 503);

    public static SinkResult TimedOut { get; } = new(SinkVerdict.Retry, FailureReason.Timeout, MayHaveArrived: true);

    public static SinkResult Rejected { get; } = new(SinkVerdict.Reject, FailureReason.Rejected, 400, "no");
}
