namespace Router.Api.Stats;

/// <summary>What came for one integration since this process started. Thread-safe.</summary>
internal sealed class IntegrationTraffic
{
    private readonly long[] _counts = new long[4];
    private long _lastTicks;

    /// <summary>When the last webhook was answered 202; null when none was.</summary>
    public DateTimeOffset? LastEventAt => Interlocked.Read(ref _lastTicks) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>How many: accepted, duplicate, ignored or refused.</summary>
    public long this[TrafficCount kind] => Interlocked.Read(ref _counts[(int)kind]);

    /// <summary>Counts.</summary>
    public void Add(TrafficCount kind, long count, DateTimeOffset now)
    {
        Interlocked.Add(ref _counts[(int)kind], count);
        if (kind != TrafficCount.Refused)
            Interlocked.Exchange(ref _lastTicks, now.UtcTicks);
    }
}
