using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Holds back until morning what can wait: not Critical, and no open issue matched by <c>except</c>.</summary>
internal sealed class QuietHoursStage : INoiseStage
{
    public StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context)
    {
        if (context.Rules.Channel.QuietHours is not { } quiet || notice.Incident.Severity == Severity.Critical || !quiet.Hours.IsActive(context.Now))
            return StageVerdict.Pass;
        var isHeld = notice.Incident.Held is { Reason: SuppressReason.QuietHours } && members.Changed.Any();
        if (quiet.Except is { } except && (isHeld ? members.Changed : members).Any(m => except.Matches(OpenMembers.Seen(m))))
            return StageVerdict.Pass;
        return StageVerdict.Held(SuppressReason.QuietHours, quiet.Hours.NextChange(context.Now) ?? (context.Now + Hold.Recheck));
    }
}
