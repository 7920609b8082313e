using System.Net.Http.Headers;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>What a receiver's HTTP status means; the contract's table.</summary>
internal static class SinkAnswer
{
    /// <summary>The longest Retry-After that is honoured: a delivery is not retried for longer.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(24);

    /// <summary>Classifies a status; the caller adds the detail.</summary>
    public static SinkResult Classify(int status, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => SinkResult.Delivered(status),
        >= 300 and < 400 => new(SinkVerdict.Reject, FailureReason.Redirected, status),
        408 or 425 => new(SinkVerdict.Retry, FailureReason.ServerError, status, RetryAfter: retryAfter),
        429 => new(SinkVerdict.Retry, FailureReason.RateLimited, status, RetryAfter: retryAfter),
        401 or 403 => new(SinkVerdict.Reject, FailureReason.Unauthorized, status),
        410 => new(SinkVerdict.Disable, FailureReason.Gone, status),
        504 => new(SinkVerdict.Retry, FailureReason.ServerError, status, RetryAfter: retryAfter, MayHaveArrived: true),
        >= 500 => new(SinkVerdict.Retry, FailureReason.ServerError, status, RetryAfter: retryAfter),
        _ => new(SinkVerdict.Reject, FailureReason.Rejected, status),
    };

    /// <summary>The time that a Retry-After asks for, in either of its forms, at most <see cref="MaxRetryAfter"/>; null without one.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var asked = header?.Delta ?? (header?.Date - now);
        return asked is not { } wait ? null
            : wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > MaxRetryAfter ? MaxRetryAfter
            : wait;
    }
}
