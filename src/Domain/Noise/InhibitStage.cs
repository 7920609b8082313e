using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Holds back what would be said of an incident while each of its open issues is inhibited by an issue that is open in another incident of the channel.</summary>
internal sealed class InhibitStage : INoiseStage
{
    public StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context)
    {
        if (context.Rules.Channel.Inhibit.IsEmpty)
            return StageVerdict.Pass;
        var held = notice.Incident.Held is { Reason: SuppressReason.Inhibited } before && members.Changed.Any() && context.Now < before.LookAt ? before : null;
        var by = new List<string>();
        var unknown = new HashSet<string>();
        foreach (var member in held is null ? members : members.Changed)
        {
            var keys = InhibitClaims.TargetKeys(context.Rules.Channel.Inhibit, member);
            var open = keys.Select(key => context.Channel.Keys.GetValueOrDefault(key)).OfType<string>().FirstOrDefault();
            if (open is not null)
            {
                if (by.Count < Hold.MaxIds && !by.Contains(open))
                    by.Add(open);
                continue;
            }

            var toAsk = keys.Where(key => !context.Channel.Keys.ContainsKey(key)).ToList();
            if (toAsk.Count == 0)
                return StageVerdict.Pass;
            unknown.UnionWith(toAsk);
        }

        if (unknown.Count > 0)
            return new(null, new() { Incident = context.Key.Value, Targets = [.. unknown] });
        return by.Count == 0 && held is null
            ? StageVerdict.Pass
            : StageVerdict.Held(SuppressReason.Inhibited, held?.LookAt ?? (context.Now + Hold.Recheck), [.. (held?.By ?? []).Union(by).Take(Hold.MaxIds)]);
    }
}
