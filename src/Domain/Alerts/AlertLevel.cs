namespace Router.Domain.Alerts;

/// <summary>Sentry's event level, in rising order (<c>sample</c> is read as <see cref="Debug"/>).</summary>
public enum AlertLevel
{
    /// <summary>debug or sample.</summary>
    Debug = 0,

    /// <summary>info.</summary>
    Info = 1,

    /// <summary>warning.</summary>
    Warning = 2,

    /// <summary>error.</summary>
    Error = 3,

    /// <summary>fatal.</summary>
    Fatal = 4,
}
