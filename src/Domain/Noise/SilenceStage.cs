using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Holds back what would be said of an incident while silences hold for all its open issues.</summary>
internal sealed class SilenceStage : INoiseStage
{
    public StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context)
    {
        if (context.Silences.IsEmpty)
            return StageVerdict.Pass;
        var held = notice.Incident.Held is { Reason: SuppressReason.Silenced } before && members.Changed.Any() && context.Now < before.LookAt ? before : null;
        var cover = SilenceCover.Of(held is null ? members : members.Changed, context.Silences, context.Now);
        if (cover is null)
            return StageVerdict.Pass;
        return held is null
            ? new(new(SuppressReason.Silenced, cover.By, cover.LookAt))
            : new(new(SuppressReason.Silenced, [.. held.By.Union(cover.By).Take(Hold.MaxIds)], held.LookAt < cover.LookAt ? held.LookAt : cover.LookAt));
    }
}
