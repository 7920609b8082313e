using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;

namespace Router.Grains.Tests.Sinks;

internal static class SampleNotifications
{
    public const string IncidentId = "0f1e2d3c4b5a69788796a5b4c3d2e1f0-1";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    public static Notification Of(NotificationType type, long sequence = 1)
    {
        var over = type == NotificationType.Resolved;
        var status = over ? IssueStatus.Resolved : type == NotificationType.Acknowledged ? IssueStatus.Acknowledged : IssueStatus.Triggered;
        return new()
        {
            Type = type,
            Reason = Reason(type),
            Timestamp = Start.AddSeconds(sequence),
            IncidentId = IncidentId,
            Channel = "payments",
            Sequence = sequence,
            Status = over ? IncidentStatus.Resolved : type == NotificationType.Acknowledged ? IncidentStatus.Acknowledged : IncidentStatus.Triggered,
            Severity = over ? Severity.Ok : type == NotificationType.Escalated ? Severity.Critical : Severity.Warning,
            PreviousSeverity = type == NotificationType.Escalated ? Severity.Warning : Severity.Ok,
            Title = "TypeError: can't read <amount> & 'currency'",
            StartedAt = Start,
            ResolvedAt = over ? Start.AddSeconds(sequence) : null,
            Labels = [new("project", "payments"), new("team-name", "checkout")],
            IssueCount = 1,
            Issues =
            [
                new()
                {
                    Key = IssueKey.Issue("org", "1170820242"),
                    Status = status,
                    Severity = over ? Severity.Ok : Severity.Warning,
                    Title = "TypeError: can't read <amount> & 'currency'",
                    Culprit = "checkout.pay",
                    Project = "payments",
                    Environment = "production",
                    Rule = "Errors in checkout",
                    Count = 3,
                    FirstSeen = Start,
                    LastSeen = Start.AddSeconds(sequence),
                    Actor = over ? "ana" : null,
                    Url = "https://sentry.io/organizations/acme/issues/1170820242/?a=1&b=2",
                },
            ],
            IsTest = type == NotificationType.Test,
        };
    }

    private static NotifyReason Reason(NotificationType type) => type switch
    {
        NotificationType.Triggered => NotifyReason.FirstNotification,
        NotificationType.Escalated => NotifyReason.SeverityRaised,
        NotificationType.Updated => NotifyReason.IssueAdded,
        NotificationType.Acknowledged => NotifyReason.Acknowledged,
        NotificationType.Resolved => NotifyReason.Resolved,
        NotificationType.Reopened => NotifyReason.Reopened,
        _ => NotifyReason.Test,
    };
}
