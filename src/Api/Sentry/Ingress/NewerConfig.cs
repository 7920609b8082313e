using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Sentry.Ingress;

/// <summary>
/// Whether there is a newer config than the one by which a webhook would be refused. In a cluster another host may have put it in force a
/// moment ago (a new integration, a secret just set), and Sentry does not send again.
/// </summary>
internal sealed class NewerConfig(ICurrentConfig config, TimeProvider clock)
{
    // Anybody can send what is refused: the store is asked this often at most, and an answer never waits long for it.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookWithin = TimeSpan.FromMilliseconds(200);
    private readonly Lock _starting = new();
    private Task _look = Task.CompletedTask;
    private long _mayLookAt = long.MinValue;

    /// <summary>Looks, or shares the look of who asked a moment ago.</summary>
    /// <param name="seen">What the webhook was judged by.</param>
    /// <returns>True when <see cref="ICurrentConfig.Table"/> is another one now.</returns>
    public async ValueTask<bool> IsThereAsync(RouteTable seen)
    {
        if (config.Table == seen)
            await LookAsync();
        return config.Table != seen;
    }

    private Task LookAsync()
    {
        lock (_starting)
        {
            var now = clock.GetTimestamp();
            if (now >= _mayLookAt)
            {
                _mayLookAt = now + (long)(LookEvery.TotalSeconds * clock.TimestampFrequency);
                _look = CatchUpAsync();
            }

            return _look;
        }
    }

    private async Task CatchUpAsync()
    {
        using var bound = new CancellationTokenSource(LookWithin, clock);
        try
        {
            await config.CatchUpAsync(bound.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // What is known stays in force.
        }
    }
}
