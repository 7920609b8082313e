using Router.Domain.TwoWay;

namespace Router.Grains.Interfaces;

/// <summary>Changes one issue in Sentry, as a person changed it here. Key: an <see cref="Domain.Alerts.IssueKey"/>.</summary>
[Alias("router.sentry-changes")]
public interface ISentryChangeGrain : IWakeable
{
    /// <summary>Takes a change; completes when it is durable. It is made afterwards, and tried for a day. A newer change takes the place of one that waits.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("enqueue")]
    Task EnqueueAsync(SentryChange change);
}
