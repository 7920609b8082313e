namespace Router.Domain.TwoWay;

/// <summary>
/// How fast Sentry's API may be called. Sentry allows an issue's GET and PUT 5 times a second; we take 4, evenly spaced, and wait when it says so.
/// </summary>
/// <param name="FreeAt">When the next call may be made.</param>
/// <param name="PausedUntil">Sentry asked to be left alone until then.</param>
public readonly record struct SentryPace(DateTimeOffset FreeAt, DateTimeOffset PausedUntil)
{
    /// <summary>Between two calls.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);

    /// <summary>A place further ahead than this is not kept: come back later.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause that is believed.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Takes the next place.</summary>
    /// <returns>The pace after it, the time of the place, and whether it is kept for the caller.</returns>
    public (SentryPace Pace, DateTimeOffset At, bool IsKept) Take(DateTimeOffset now)
    {
        var at = Max(now, Max(FreeAt, PausedUntil));
        return at - now > Horizon ? (this, at, false) : (this with { FreeAt = at + Spacing }, at, true);
    }

    /// <summary>Sentry says that nothing is left, or answered 429.</summary>
    public SentryPace Pause(DateTimeOffset until, DateTimeOffset now) =>
        this with { PausedUntil = Max(PausedUntil, until - now > LongestPause ? now + LongestPause : until) };

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
