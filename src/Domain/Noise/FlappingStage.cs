using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>
/// Mutes an incident that begins and ends over and over. The change that is one too many says so, with where the incident stands; after that
/// nothing is said, not even its end, until the mute is over: then where it stands is said, and why nothing was.
/// </summary>
internal sealed class FlappingStage : INoiseStage
{
    /// <summary>Holds back while the mute lasts, what has ended too.</summary>
    public StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context) =>
        notice.Incident.MutedUntil is { } until && until > context.Now && context.Rules.Channel.Flapping is not null
            ? StageVerdict.Held(SuppressReason.Flapping, until)
            : StageVerdict.Pass;

    /// <summary>Counts what is said of beginnings and ends; begins the mute with the one that is too many.</summary>
    public static IncidentNotice Count(IncidentNotice notice, IncidentContext context)
    {
        if (context.Rules.Channel.Flapping is not { } rule || notice.Type is not (NotificationType.Triggered or NotificationType.Reopened or NotificationType.Resolved))
            return notice;
        var since = context.Now - rule.Within;
        var flaps = notice.Incident.Flaps.RemoveAll(at => at <= since).Add(context.Now);
        if (flaps.Length < rule.Changes)
            return notice with { Incident = notice.Incident with { Flaps = flaps } };
        var until = context.Now + rule.Mute;
        var incident = notice.Incident with
        {
            Flaps = [],
            MutedUntil = until,
            Pending = null,
            Held = new() { Reason = SuppressReason.Flapping, By = [], LookAt = until, Told = notice.Incident.Status, Severity = notice.Incident.Severity },
        };
        return notice with { Incident = incident, Reason = NotifyReason.FlappingStarted };
    }
}
