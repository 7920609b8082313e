namespace Router.Api.Auth;

/// <summary>What a caller may do; each role includes the one before. Written in lower case outside: <c>viewer</c>, <c>operator</c>, <c>admin</c>.</summary>
public enum Access
{
    /// <summary>See.</summary>
    Viewer,

    /// <summary>Acknowledge, resolve, reopen, snooze, silence; retry and drop deliveries; test and enable sinks.</summary>
    Operator,

    /// <summary>Change the config, secrets and keys.</summary>
    Admin,
}
