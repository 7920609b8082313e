using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>
/// What stands between a change of an incident and the people who are told: the stages, in order. The first that holds the change back names
/// the reason; when none does any more, the difference to what was told last is said. The end of what was told passes all but the mute of what flaps.
/// </summary>
internal static class NoisePipeline
{
    private static readonly FlappingStage Flapping = new();

    /// <summary>The order. What depends on the incident alone comes first; what takes from a common budget comes last.</summary>
    private static readonly ImmutableArray<INoiseStage> Stages = [Flapping, new SilenceStage(), new InhibitStage(), new QuietHoursStage(), new RateLimitStage()];

    /// <summary>The notice as the stages leave it.</summary>
    /// <param name="notice">What would be said without them.</param>
    /// <param name="changed">The members that the change has changed.</param>
    /// <param name="context">The rules, the time and what is known of the channel.</param>
    public static IncidentNotice Judge(IncidentNotice notice, ImmutableDictionary<string, IncidentMember> changed, IncidentContext context)
    {
        var incident = notice.Incident;
        if (notice.Suppressed == SuppressReason.Snoozed || (notice.Type is null && incident.Held is null))
            return notice;
        var members = new OpenMembers(incident.Number, changed, context.Members);
        if (!incident.IsOpen())
            return Ended(notice, members, context);
        var released = Owed.Of(notice);
        foreach (var stage in Stages)
        {
            var verdict = stage.Judge(released with { Incident = released.Incident with { Held = incident.Held, MutedUntil = incident.MutedUntil } }, members, context);
            if (verdict.Ask is { } ask)
                return notice with { Ask = ask };
            if (verdict.Hold is { } hold)
                return Owed.Keep(notice, hold);
        }

        return FlappingStage.Count(released, context);
    }

    /// <summary>What is due, as the stages leave it; null when nothing is. One without type and reason of its own says only when to look again.</summary>
    public static IncidentNotice? Due(Incident incident, IncidentNotice? due, IncidentContext context) =>
        due is null && (incident.Held is null || incident.SnoozedUntil > context.Now)
            ? null
            : Judge(due ?? new(incident, null, null, null, incident), ImmutableDictionary<string, IncidentMember>.Empty, context);

    private static IncidentNotice Ended(IncidentNotice notice, OpenMembers members, IncidentContext context)
    {
        if (Flapping.Judge(notice, members, context).Hold is { } mute)
            return Owed.Keep(notice, mute);
        return FlappingStage.Count(Owed.OfEnded(notice), context);
    }
}
