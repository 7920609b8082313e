using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.Ingress;

/// <summary>The rate limits of the integrations: fixed windows. A change of an integration's limit starts a new window, any other change of the config none.</summary>
internal sealed class IntegrationLimits : IDisposable
{
    private readonly ConcurrentDictionary<string, Limit> _limits = new();

    /// <summary>Takes one permit; without one, says after how long to come back.</summary>
    public bool TryTake(IntegrationConfig integration, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (integration.RateLimit is not { } config)
            return true;
        using var lease = LimiterOf(integration.Id, config).AttemptAcquire();
        if (!lease.IsAcquired)
            retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : config.Window;
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        foreach (var limit in _limits.Values)
            limit.Limiter.Dispose();
    }

    private FixedWindowRateLimiter LimiterOf(string integration, RateLimitConfig config)
    {
        if (_limits.TryGetValue(integration, out var current) && current.Config == config)
            return current.Limiter;
        return Renew(integration, config);
    }

    private FixedWindowRateLimiter Renew(string integration, RateLimitConfig config)
    {
        lock (_limits)
        {
            if (_limits.TryGetValue(integration, out var current))
            {
                if (current.Config == config)
                    return current.Limiter;
                current.Limiter.Dispose();
            }

            var limiter = new FixedWindowRateLimiter(new() { PermitLimit = config.Permits, Window = config.Window, QueueLimit = 0, AutoReplenishment = true });
            _limits[integration] = new(config, limiter);
            return limiter;
        }
    }

    private sealed record Limit(RateLimitConfig Config, FixedWindowRateLimiter Limiter);
}
