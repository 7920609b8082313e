namespace Router.Domain.Incidents;

/// <summary>Where an incident stands.</summary>
public enum IncidentStatus
{
    /// <summary>At least one of its issues is triggered.</summary>
    Triggered = 0,

    /// <summary>None is triggered, at least one is acknowledged.</summary>
    Acknowledged = 1,

    /// <summary>It has ended.</summary>
    Resolved = 2,
}
