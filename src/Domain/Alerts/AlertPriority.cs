namespace Router.Domain.Alerts;

/// <summary>Sentry's issue priority, in rising order.</summary>
public enum AlertPriority
{
    /// <summary>low.</summary>
    Low = 0,

    /// <summary>medium.</summary>
    Medium = 1,

    /// <summary>high.</summary>
    High = 2,
}
