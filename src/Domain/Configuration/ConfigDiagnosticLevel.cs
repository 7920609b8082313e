namespace Router.Domain.Configuration;

/// <summary>How bad a finding in the config is.</summary>
public enum ConfigDiagnosticLevel
{
    /// <summary>Valid, but probably not what was meant.</summary>
    Warning = 0,

    /// <summary>The config can't be used.</summary>
    Error = 1,
}
