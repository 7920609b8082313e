using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>
/// Holds back what would be said of an incident while silences hold for all its open issues, and says the difference when they no longer do.
/// The end of what was told passes.
/// </summary>
internal static class SilenceStage
{
    private static readonly ImmutableDictionary<string, IncidentMember> None = ImmutableDictionary<string, IncidentMember>.Empty;

    /// <summary>The notice as silences leave it.</summary>
    /// <param name="notice">What would be said without them.</param>
    /// <param name="changed">The members that the change has changed.</param>
    /// <param name="context">The silences and the time.</param>
    public static IncidentNotice Judge(IncidentNotice notice, ImmutableDictionary<string, IncidentMember> changed, IncidentContext context)
    {
        var incident = notice.Incident;
        if (!incident.IsOpen())
            return Ended(notice);
        if (notice.Suppressed == SuppressReason.Snoozed || (notice.Type is null && incident.Held is null))
            return notice;
        if (Cover(incident, changed, context) is { } cover)
            return Held(notice, cover);
        return incident.Held is { } held ? Released(notice, held) : notice;
    }

    /// <summary>What is due, as silences leave it; null when nothing is. One without type and reason of its own says only when to look again.</summary>
    public static IncidentNotice? Due(Incident incident, IncidentNotice? due, IncidentContext context) =>
        due is null && (incident.Held is null || incident.SnoozedUntil > context.Now) ? null : Judge(due ?? new(incident, null, null, null, incident), None, context);

    private static SilenceCover? Cover(Incident incident, ImmutableDictionary<string, IncidentMember> changed, IncidentContext context)
    {
        if (context.Silences.IsEmpty)
            return null;
        var members = changed.Values.Concat(context.Members.Where(m => !changed.ContainsKey(m.Key)).Select(m => m.Value));
        return SilenceCover.Of(members.Where(m => m.Number == incident.Number && m.IsOpen()), context.Silences, context.Now);
    }

    private static IncidentNotice Ended(IncidentNotice notice)
    {
        if (notice.Incident.Held is not { } held)
            return notice;
        var ended = notice with { Incident = notice.Incident with { Held = null } };
        return held.Told is null or IncidentStatus.Resolved ? ended with { Type = null, Reason = null, Suppressed = SuppressReason.Silenced } : ended;
    }

    private static IncidentNotice Held(IncidentNotice notice, SilenceCover cover)
    {
        var incident = notice.Incident;
        var held = incident.Held ?? new()
        {
            By = [],
            LookAt = cover.LookAt,
            Told = incident.IsAnnounced() ? notice.Before?.Status : null,
            Severity = notice.Before?.Severity ?? default,
        };
        incident = incident with { Pending = null, Held = held with { By = cover.By, LookAt = cover.LookAt, Update = Update(held, notice) } };
        return notice with
        {
            Incident = incident,
            Type = null,
            Reason = null,
            Suppressed = notice.Type is null ? notice.Suppressed : SuppressReason.Silenced,
        };
    }

    private static IncidentNotice Released(IncidentNotice notice, HeldBack held)
    {
        var incident = notice.Incident with { Held = null };
        (NotificationType Type, NotifyReason Reason)? owed =
            held.Told is null ? (NotificationType.Triggered, NotifyReason.FirstNotification)
            : held.Told == IncidentStatus.Resolved ? (NotificationType.Reopened, NotifyReason.Reopened)
            : incident.Severity > held.Severity ? (NotificationType.Escalated, NotifyReason.SeverityRaised)
            : incident.Status == IncidentStatus.Acknowledged && held.Told == IncidentStatus.Triggered ? (NotificationType.Acknowledged, NotifyReason.Acknowledged)
            : Update(held, notice) is { } update ? (NotificationType.Updated, update)
            : null;
        if (owed is not var (type, reason))
            return notice with { Incident = incident };
        var told = incident with { Status = held.Told ?? IncidentStatus.Triggered, Severity = held.Severity };
        return new(incident with { Pending = null }, type, reason, null, held.Told is null ? null : told);
    }

    /// <summary>The reason of the one update that stands for those held back: the first by rank.</summary>
    private static NotifyReason? Update(HeldBack held, IncidentNotice notice)
    {
        var reason = notice.Type == NotificationType.Updated ? notice.Reason : notice.Incident.Pending?.Reason;
        return held.Update is { } known && !(reason < known) ? known : reason ?? held.Update;
    }
}
