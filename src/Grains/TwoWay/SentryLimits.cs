using System.Globalization;
using Router.Grains.Sinks;

namespace Router.Grains.TwoWay;

/// <summary>Sentry's rate limit as its headers tell it (docs.sentry.io/api/ratelimits).</summary>
internal static class SentryLimits
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(1);

    /// <summary>When calls may go on, when none may now: <c>X-Sentry-Rate-Limit-Remaining</c> is 0, or it was 429.</summary>
    public static DateTimeOffset? PauseUntil(HttpResponseMessage answer, DateTimeOffset now)
    {
        var reset = Number(answer, "X-Sentry-Rate-Limit-Reset") is { } seconds and >= 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds((long)Math.Ceiling(seconds)) : (DateTimeOffset?)null;
        if ((int)answer.StatusCode == 429)
            return now + SinkAnswer.RetryAfter(answer.Headers.RetryAfter, now) ?? (reset > now ? reset : now + AfterRefusal);
        return Number(answer, "X-Sentry-Rate-Limit-Remaining") == 0 && reset > now ? reset : null;
    }

    private static double? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
