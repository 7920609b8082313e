using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Keeps what was told of an incident while something is held back, and says the difference when it no longer is.</summary>
internal static class Owed
{
    /// <summary>The notice with nothing said, and what is owed kept.</summary>
    public static IncidentNotice Keep(IncidentNotice notice, Hold hold)
    {
        var incident = notice.Incident;
        var held = incident.Held ?? new()
        {
            By = [],
            LookAt = hold.LookAt,
            Told = incident.IsAnnounced() ? notice.Before?.Status : null,
            Severity = notice.Before?.Severity ?? default,
        };
        held = held with
        {
            WasMuted = held.EndsMute() && hold.Reason != SuppressReason.Flapping,
            Reason = hold.Reason,
            By = hold.By,
            LookAt = hold.LookAt,
            Update = Update(held, notice),
        };
        return notice with
        {
            Incident = incident with { Pending = null, Held = held },
            Type = null,
            Reason = null,
            Suppressed = notice.Type is null && notice.Suppressed is not SuppressReason.UpdatePace ? notice.Suppressed : hold.Reason,
        };
    }

    /// <summary>What is to be said of an incident that is open, once nothing holds it back.</summary>
    public static IncidentNotice Of(IncidentNotice notice)
    {
        if (notice.Incident.Held is not { } held)
            return notice;
        var incident = notice.Incident with { Held = null, MutedUntil = null };
        (NotificationType Type, NotifyReason Reason)? owed =
            held.Told is null ? (NotificationType.Triggered, NotifyReason.FirstNotification)
            : held.Told == IncidentStatus.Resolved ? (NotificationType.Reopened, NotifyReason.Reopened)
            : incident.Severity > held.Severity ? (NotificationType.Escalated, NotifyReason.SeverityRaised)
            : incident.Status == IncidentStatus.Acknowledged && held.Told == IncidentStatus.Triggered ? (NotificationType.Acknowledged, NotifyReason.Acknowledged)
            : Update(held, notice) is { } update ? (NotificationType.Updated, update)
            : held.EndsMute() ? (NotificationType.Updated, NotifyReason.FlappingEnded)
            : null;
        if (owed is not var (type, reason))
            return notice with { Incident = incident };
        if (held.EndsMute())
            reason = NotifyReason.FlappingEnded;
        var told = incident with { Status = held.Told ?? IncidentStatus.Triggered, Severity = held.Severity };
        return new(incident with { Pending = null }, type, reason, null, held.Told is null ? null : told);
    }

    /// <summary>What is to be said of one that has ended: nothing, where nothing was told of its beginning.</summary>
    public static IncidentNotice OfEnded(IncidentNotice notice)
    {
        if (notice.Incident.Held is not { } held)
            return notice;
        var isMuteOver = held.EndsMute();
        var ended = notice with { Incident = notice.Incident with { Held = null, MutedUntil = null } };
        if (held.Told is null)
            return ended with { Type = null, Reason = null, Suppressed = held.Reason };
        if (held.Told != IncidentStatus.Resolved)
            return ended with { Type = NotificationType.Resolved, Reason = isMuteOver ? NotifyReason.FlappingEnded : notice.Reason ?? NotifyReason.Resolved };
        return isMuteOver
            ? ended with { Type = NotificationType.Updated, Reason = NotifyReason.FlappingEnded, Suppressed = null }
            : ended with { Type = null, Reason = null, Suppressed = held.Reason };
    }

    /// <summary>The reason of the one update that stands for those held back: the one that matters most. A reminder is never owed.</summary>
    private static NotifyReason? Update(HeldBack held, IncidentNotice notice)
    {
        var reason = notice.Type == NotificationType.Updated ? notice.Reason : notice.Incident.Pending?.Reason;
        if (reason is null or NotifyReason.Reminder)
            return held.Update;
        return held.Update is { } known && Rank(known) <= Rank(reason.Value) ? known : reason;
    }

    private static int Rank(NotifyReason reason) => reason == NotifyReason.Storm ? -1 : (int)reason;
}
