namespace Router.Domain.Alerts;

/// <summary>How bad it is, in rising order: comparisons are by rank.</summary>
public enum Severity
{
    /// <summary>Over; what a resolved issue or incident carries.</summary>
    Ok = 0,

    /// <summary>Worth knowing.</summary>
    Info = 1,

    /// <summary>Needs attention; the default of every trigger.</summary>
    Warning = 2,

    /// <summary>Needs a person now.</summary>
    Critical = 3,
}
