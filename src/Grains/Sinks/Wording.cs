using System.Globalization;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>How a notification reads to people, alike in every sink.</summary>
internal static class Wording
{
    /// <summary>What happened, in a word or two.</summary>
    public static string Event(Notification notification) => notification switch
    {
        { IsCombined: true } => "Triggered and resolved",
        { Type: NotificationType.Test } => "TEST",
        { Reason: NotifyReason.FlappingStarted } => $"{notification.Type} (flapping, muted)",
        { Type: NotificationType.Updated } => Update(notification.Reason),
        _ => notification.Type.ToString(),
    };

    /// <summary>What happened and to what; a test says TEST first.</summary>
    public static string Headline(Notification notification) =>
        notification.IsTest && notification.Type != NotificationType.Test
            ? $"TEST {Event(notification)}: {notification.Title}"
            : $"{Event(notification)}: {notification.Title}";

    /// <summary>Where it stands and since when, in a sentence.</summary>
    public static string Summary(Notification notification) => notification switch
    {
        { IsCombined: true } => string.Create(CultureInfo.InvariantCulture, $"It began {SinkJson.Instant(notification.StartedAt)} and ended {Ended(notification)}, before its first message could be delivered."),
        { Type: NotificationType.Resolved } => string.Create(CultureInfo.InvariantCulture, $"It began {SinkJson.Instant(notification.StartedAt)} and ended {Ended(notification)}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{notification.Severity}, {notification.Status}, since {SinkJson.Instant(notification.StartedAt)}; {notification.IssueCount} issue(s)."),
    };

    /// <summary>The colour of how bad it is, or that it is over, as <c>#rrggbb</c>.</summary>
    public static string Colour(Notification notification) => notification switch
    {
        { Type: NotificationType.Resolved } => "#12b76a",
        { Type: NotificationType.Acknowledged } => "#667085",
        { Severity: Severity.Critical } => "#d92d20",
        { Severity: Severity.Warning } => "#f79009",
        _ => "#2e90fa",
    };

    private static string Ended(Notification notification) => SinkJson.Instant(notification.ResolvedAt ?? notification.Timestamp);

    private static string Update(NotifyReason reason) => reason switch
    {
        NotifyReason.IssueAdded => "Issues added",
        NotifyReason.IssueResolved => "Issues resolved",
        NotifyReason.SeverityLowered => "Severity lowered",
        NotifyReason.SnoozeEnded => "Snooze ended",
        NotifyReason.Reminder => "Reminder",
        NotifyReason.Storm => "Storm",
        NotifyReason.Summary => "Summary",
        NotifyReason.FlappingEnded => "No longer flapping",
        _ => "Updated",
    };
}
