using Orleans.Concurrency;

namespace Router.Grains.Interfaces;

/// <summary>What all deliveries to one sink share: disabled after a 410, paused until a Retry-After. Asked, and calls nobody back. Key: the sink's id.</summary>
[Alias("router.sink")]
public interface ISinkGrain : IGrainWithStringKey
{
    /// <summary>May an attempt be made now?</summary>
    [Alias("gate")]
    Task<SinkGate> GateAsync();

    /// <summary>The receiver asked to be left alone until then. Kept in memory only.</summary>
    [Alias("pause")]
    Task PauseAsync(DateTimeOffset until);

    /// <summary>The receiver wants no more (410): disabled, durably, until enabled by a person.</summary>
    [Alias("disable")]
    Task DisableAsync(string reason);

    /// <summary>A person enables it again; audited.</summary>
    /// <returns>False when it was enabled already.</returns>
    [Alias("enable")]
    Task<bool> EnableAsync(string actor, string? reason);

    /// <summary>An attempt ended. Kept in memory only.</summary>
    [Alias("note"), OneWay]
    Task NoteAsync(SinkAttempt attempt);

    /// <summary>How it stands.</summary>
    [Alias("status"), AlwaysInterleave]
    Task<SinkStatus> StatusAsync();

    /// <summary>Sends a test, whatever the gate says, within the sink's own time limit; audited.</summary>
    /// <returns>What came of it; null when the sink is not in the config.</returns>
    [Alias("test"), AlwaysInterleave]
    Task<SinkAttempt?> TestAsync(string actor, string? reason);
}
