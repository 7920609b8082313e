using Router.Domain.Incidents;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>The silences that together hold for every open issue of an incident.</summary>
/// <param name="By">Their ids, at most <see cref="Hold.MaxIds"/>.</param>
/// <param name="LookAt">Until then, at least, they hold, unless one is ended by hand.</param>
internal sealed record SilenceCover(ImmutableArray<string> By, DateTimeOffset LookAt)
{
    /// <summary>The cover of an incident's open members; null when one of them is silenced by none.</summary>
    public static SilenceCover? Of(IEnumerable<IncidentMember> open, SilenceSet silences, DateTimeOffset now)
    {
        var lookAt = now + Hold.Recheck;
        var by = new List<string>();
        foreach (var member in open)
        {
            var input = new ConditionInput(member.Trigger with { Severity = member.Issue.Severity }, member.Labels);
            var holding = silences.Holding(input, now).ToList();
            if (holding.Count == 0)
                return null;
            if (by.Count < Hold.MaxIds && !holding.Exists(s => by.Contains(s.Id)))
                by.Add(holding[0].Id);
            var until = holding.Max(s => s.Schedule.NextChange(now) ?? DateTimeOffset.MaxValue);
            lookAt = until < lookAt ? until : lookAt;
        }

        return by.Count == 0 ? null : new([.. by], lookAt);
    }
}
