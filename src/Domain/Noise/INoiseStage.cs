using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>A stage of the pipeline: may hold back what would be said of an incident that is open. Pure.</summary>
internal interface INoiseStage
{
    /// <summary>Judges.</summary>
    /// <param name="notice">What would be said.</param>
    /// <param name="members">The incident's members.</param>
    /// <param name="context">The rules and the time.</param>
    StageVerdict Judge(IncidentNotice notice, OpenMembers members, IncidentContext context);
}
