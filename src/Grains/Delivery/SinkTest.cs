using System.Globalization;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Grains.Delivery;

/// <summary>The notification that tries a sink out.</summary>
internal static class SinkTest
{
    /// <summary>A test of its own incident, which nothing else ever speaks of.</summary>
    public static Notification Create(string sinkId, string actor, DateTimeOffset now) => new()
    {
        Type = NotificationType.Test,
        Reason = NotifyReason.Test,
        Timestamp = now,
        IncidentId = $"{IncidentKey.Of("", "sink-test", sinkId, now.UtcTicks.ToString(CultureInfo.InvariantCulture))}-1",
        Channel = "test",
        Sequence = 1,
        Status = IncidentStatus.Triggered,
        Severity = Severity.Info,
        Title = $"Test of the sink {sinkId}, sent by {actor}",
        StartedAt = now,
        IssueCount = 0,
        Issues = [],
        IsTest = true,
    };
}
