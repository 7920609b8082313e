using System.Collections.Immutable;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Router.Domain;

namespace Router.Api.Auth.Failures;

/// <summary>
/// Counts, logs and keeps refused callers, and limits wrong credentials to <see cref="PerMinute"/> an address. Over the limit they are
/// counted alone, so that a flood fills neither the log nor the list. Right credentials are never limited. Thread-safe.
/// </summary>
internal sealed partial class AuthFailures(TimeProvider time, AuthMetrics metrics, ILogger<AuthFailures> logger) : IDisposable
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 100;

    /// <summary>Failures of an address in a minute; more are 429.</summary>
    public const int PerMinute = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, static _ => new() { PermitLimit = PerMinute, Window = Window, QueueLimit = 0 }));

    private readonly Lock _gate = new();
    private readonly AuthFailure[] _failures = new AuthFailure[Capacity];
    private long _count;

    /// <summary>Notes wrong credentials.</summary>
    /// <returns>Null within the limit; else how long the address must wait.</returns>
    public TimeSpan? OnWrongCredentials(HttpContext context, AuthFailureReason reason, string? caller = null)
    {
        using var lease = _limits.AttemptAcquire(AddressPartition.Of(context.Connection.RemoteIpAddress));
        if (lease.IsAcquired)
        {
            Note(context, reason, caller);
            return null;
        }

        metrics.OnFailed(reason, limited: true);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Window;
    }

    /// <summary>Notes a known caller's refused call.</summary>
    public void OnRefused(HttpContext context, AuthFailureReason reason) => Note(context, reason, context.User.Identity?.Name);

    /// <summary>The failures that are kept, newest first.</summary>
    public ImmutableArray<AuthFailure> Latest()
    {
        lock (_gate)
        {
            var kept = (int)Math.Min(_count, Capacity);
            var latest = ImmutableArray.CreateBuilder<AuthFailure>(kept);
            for (var back = 1; back <= kept; back++)
                latest.Add(_failures[(_count - back) % Capacity]);
            return latest.MoveToImmutable();
        }
    }

    public void Dispose() => _limits.Dispose();

    private void Note(HttpContext context, AuthFailureReason reason, string? caller)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        metrics.OnFailed(reason, limited: false);
        if (caller is null)
            LogRefused(address, SnakeCase.Of(reason));
        else
            LogRefusedCaller(caller, address, SnakeCase.Of(reason));
        lock (_gate)
        {
            _failures[_count % Capacity] = new(_count + 1, time.GetUtcNow(), address, reason, caller);
            _count++;
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "Refused a caller from {Address}: {Reason}")]
    private partial void LogRefused(string address, string reason);

    [LoggerMessage(1403, LogLevel.Warning, "Refused {Caller} from {Address}: {Reason}")]
    private partial void LogRefusedCaller(string caller, string address, string reason);
}
