namespace Router.Domain.Configuration;

/// <summary>Where an integration's severities come from.</summary>
public enum SeverityFrom
{
    /// <summary>The table: metric critical is Critical, metric warning and open and every issue alert Warning, resolved Ok.</summary>
    Action = 0,

    /// <summary>The event's level: fatal is Critical, error and warning Warning, info and debug Info; without one, the table.</summary>
    Level = 1,

    /// <summary>The priority: high is Critical, medium Warning, low Info; without one, the table.</summary>
    Priority = 2,
}
