using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Holds back what is over the channel's rate limit; a summary counts it. Resolves and Critical are neither held back nor counted.</summary>
internal sealed class RateLimitStage : INoiseStage
{
    public StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context)
    {
        if (!Counts(notice, context) || context.Channel.Permits > 0)
            return StageVerdict.Pass;
        if (context.Channel.LimitedUntil is { } until)
            return StageVerdict.Held(SuppressReason.RateLimited, until + Hold.Recheck);
        return new(null, new()
        {
            Incident = context.Key.Value,
            WantsPermit = true,
            IsNew = notice.Type == NotificationType.Triggered,
            Severity = notice.Incident.Severity,
            Project = members.FirstOrDefault()?.Issue.Project,
        });
    }

    /// <summary>The limit counts it.</summary>
    public static bool Counts(IncidentNotice notice, IncidentContext context) =>
        context.Rules.Channel.RateLimit is not null
        && notice is { Type: not (null or NotificationType.Resolved or NotificationType.Test), Incident.Severity: not Severity.Critical };
}
