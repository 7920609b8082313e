using Router.Domain.Alerts;

namespace Router.Domain.Delivery;

/// <summary>The key that a pager knows an incident by. PagerDuty ignores triggers on an acknowledged one, so an escalation then needs a new key and retires the old.</summary>
internal static class PagerKeys
{
    /// <summary>Stamps the notification with the key to use, and the key to retire.</summary>
    /// <param name="notification">What is to be said.</param>
    /// <param name="progress">What the pager has been told: keys change only with what it surely took, so a retry chooses the same, and the end of what it may have taken has its key.</param>
    public static Notification Stamp(Notification notification, IncidentProgress progress)
    {
        if (!notification.WasAcknowledged || notification.Type != NotificationType.Escalated || progress.Told != Told.Yes)
            return notification with { PagerKey = progress.PagerKey };
        var current = progress.PagerKey ?? notification.IncidentId;
        var next = Next(notification.IncidentId, notification.Severity, current);
        return notification with { PagerKey = next == notification.IncidentId ? null : next, RetiredPagerKey = current };
    }

    /// <summary>It rose to this severity under this very key before: back to the first key, which is resolved by now.</summary>
    private static string Next(string incidentId, Severity severity, string current)
    {
        var key = $"{incidentId}:{severity}";
        return key == current ? incidentId : key;
    }
}
