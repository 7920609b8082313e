using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Issues;

namespace Router.Api.Incidents;

/// <summary>An issue of an incident, as its last report to it said.</summary>
internal sealed record IncidentIssue(
    string Key, string? ShortId, IssueStatus Status, Severity Severity, string Title, string? Culprit, string? Project, string? Environment,
    string? Rule, long Count, DateTime FirstSeen, DateTime LastSeen, string? Actor, string? Url)
{
    public static IncidentIssue Of(NotificationIssue issue) => new(
        issue.Key.Value, issue.ShortId, issue.Status, issue.Severity, issue.Title, issue.Culprit, issue.Project, issue.Environment,
        issue.Rule, issue.Count, issue.FirstSeen.UtcDateTime, issue.LastSeen.UtcDateTime, issue.Actor, issue.Url);
}
