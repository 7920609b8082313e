using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Reminders of what is open, was told, and nobody has acknowledged: <c>repeatEvery</c> after the last notification.</summary>
internal static class Reminders
{
    /// <summary>The incident with its next reminder by the rules of now.</summary>
    public static Incident Set(Incident incident, IncidentContext context)
    {
        var at = incident is { IsTest: false } && incident.IsOpen() && incident.IsAnnounced() ? incident.LastNotifiedAt + context.Rules.Channel.RepeatEvery : null;
        return at == incident.RemindAt ? incident : incident with { RemindAt = at };
    }

    /// <summary>When it is due; null is never.</summary>
    public static DateTimeOffset? DueAt(Incident incident) => incident.Status == IncidentStatus.Triggered ? incident.RemindAt : null;

    /// <summary>Whether it is due.</summary>
    public static bool IsDue(Incident incident, DateTimeOffset now) => incident.Held is null && incident.DelayedUntil is null && DueAt(incident) <= now;
}
