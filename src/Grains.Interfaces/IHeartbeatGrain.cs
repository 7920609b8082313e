namespace Router.Grains.Interfaces;

/// <summary>
/// Pings the dead man's switch. Its row is always due next, so that only the sweeper brings it to ping, and it stores the next time before it does:
/// no commit or no sweep, no ping. One, with the key <c>router</c>.
/// </summary>
[Alias("router.heartbeat")]
public interface IHeartbeatGrain : IWakeable
{
    /// <summary>Sees to it that it beats as the config says; called every few seconds.</summary>
    [Alias("ensure")]
    Task EnsureAsync();
}
