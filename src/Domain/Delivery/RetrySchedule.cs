namespace Router.Domain.Delivery;

/// <summary>When a failed delivery is tried again: after 1 s, 5 s, 15 s, 30 s, 1 m, 2 m, 5 m, 15 m, then hourly, for 24 hours.</summary>
public static class RetrySchedule
{
    /// <summary>How much longer than the schedule a wait may be, as a share of it. Jitter never shortens a wait: a receiver's Retry-After is a minimum.</summary>
    public const double Jitter = 0.1;

    /// <summary>A delivery that fails this long after it was enqueued is given up.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="attempts">How many attempts have failed, from 1.</param>
    /// <param name="retryAfter">What the receiver asked for; the longer of the two counts.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Wait(int attempts, TimeSpan? retryAfter, double chance)
    {
        var wait = Waits[Math.Clamp(attempts, 1, Waits.Length) - 1];
        if (retryAfter > wait)
            wait = retryAfter.Value;
        return Lengthen(wait, chance);
    }

    /// <summary>A wait with its jitter.</summary>
    internal static TimeSpan Lengthen(TimeSpan wait, double chance) => wait + (wait * (Jitter * chance));
}
