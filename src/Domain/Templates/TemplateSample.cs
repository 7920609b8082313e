using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;

namespace Router.Domain.Templates;

/// <summary>An incident that doesn't exist, to show what a template makes of one.</summary>
public static class TemplateSample
{
    /// <summary>A notification of it.</summary>
    /// <param name="type">What it says.</param>
    /// <param name="now">The time.</param>
    public static Notification Of(NotificationType type, DateTimeOffset now)
    {
        var isOver = type == NotificationType.Resolved;
        var start = now.AddMinutes(-12);
        return new()
        {
            Type = type,
            Reason = isOver ? NotifyReason.Resolved : NotifyReason.FirstNotification,
            Timestamp = now,
            IncidentId = "0123456789abcdef0123456789abcdef-1",
            Channel = "payments",
            Sequence = isOver ? 2 : 1,
            Status = isOver ? IncidentStatus.Resolved : type == NotificationType.Acknowledged ? IncidentStatus.Acknowledged : IncidentStatus.Triggered,
            Severity = isOver ? Severity.Ok : Severity.Critical,
            Title = "TypeError: cannot read <amount> & 'currency'",
            StartedAt = start,
            ResolvedAt = isOver ? now : null,
            Labels = [new("project", "payments"), new("environment", "production"), new("team", "checkout")],
            IssueCount = 2,
            Issues = [Issue("1170820242", "TypeError: cannot read <amount> & 'currency'", isOver, start, now), Issue("1170820243", "Timeout in *checkout*", isOver, start, now)],
        };
    }

    private static NotificationIssue Issue(string id, string title, bool isOver, DateTimeOffset start, DateTimeOffset now) => new()
    {
        Key = IssueKey.Issue("org", id),
        ShortId = $"PAYMENTS-{id[^2..]}",
        Status = isOver ? IssueStatus.Resolved : IssueStatus.Triggered,
        Severity = isOver ? Severity.Ok : Severity.Critical,
        Title = title,
        Culprit = "checkout.pay",
        Project = "payments",
        Environment = "production",
        Rule = "Errors in checkout",
        Count = 17,
        FirstSeen = start,
        LastSeen = now,
        Actor = isOver ? "Ann" : null,
        Url = $"https://sentry.io/organizations/acme/issues/{id}/",
    };
}
