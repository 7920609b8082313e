using System.Collections.Immutable;
using Router.Grains.Interfaces;

namespace Router.Api.Stats;

/// <summary>Counts of the last 24 hours by minute, of this process. Thread-safe; an increment costs nanoseconds.</summary>
internal sealed class TrafficMinutes(TimeProvider time)
{
    /// <summary>How many minutes are kept.</summary>
    public const int Kept = 24 * 60;

    private static readonly int Kinds = Enum.GetValues<TrafficCount>().Length;

    private readonly Lock _gate = new();
    private readonly Minute?[] _minutes = new Minute?[Kept];

    /// <summary>Counts.</summary>
    public void Add(TrafficCount kind, long count) => Interlocked.Add(ref Current().Counts[(int)kind], count);

    /// <summary>The sums of the newest buckets, the oldest first; the last one holds the current minute.</summary>
    /// <param name="buckets">How many.</param>
    /// <param name="minutes">The minutes of one; buckets begin at whole multiples of it.</param>
    /// <param name="others">What other processes have counted.</param>
    public IReadOnlyList<(DateTimeOffset From, long[] Counts)> Read(int buckets, int minutes, ImmutableArray<TrafficMinute> others = default)
    {
        var newest = Now() / minutes;
        var sums = Enumerable.Range(0, buckets)
            .Select(i => (From: new DateTimeOffset((newest - buckets + 1 + i) * minutes * TimeSpan.TicksPerMinute, TimeSpan.Zero), Counts: new long[Kinds]))
            .ToList();
        foreach (var minute in Since(First(buckets, minutes)).AddRange(others.IsDefault ? [] : others))
        {
            if (minute.Number / minutes <= newest - buckets || minute.Number / minutes > newest)
                continue;
            var sum = sums[(int)((minute.Number / minutes) - (newest - buckets + 1))].Counts;
            for (var kind = 0; kind < Math.Min(Kinds, minute.Counts.Length); kind++)
                sum[kind] += minute.Counts[kind];
        }

        return sums;
    }

    /// <summary>The first minute of the newest buckets.</summary>
    public long First(int buckets, int minutes) => ((Now() / minutes) - buckets + 1) * minutes;

    /// <summary>The minutes from one on in which something was counted, in no order.</summary>
    public ImmutableArray<TrafficMinute> Since(long first)
    {
        var oldest = Math.Max(first, Now() - Kept + 1);
        return [.. _minutes.Where(minute => minute?.Number >= oldest).Select(minute => new TrafficMinute(minute!.Number, [.. Enumerable.Range(0, Kinds).Select(kind => Interlocked.Read(ref minute.Counts[kind]))]))];
    }

    /// <summary>The number of an instant's minute.</summary>
    public static long Number(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private Minute Current()
    {
        var now = Now();
        var minute = Volatile.Read(ref _minutes[now % Kept]);
        return minute?.Number == now ? minute : Begin(now);
    }

    private Minute Begin(long now)
    {
        lock (_gate)
        {
            if (_minutes[now % Kept] is { } minute && minute.Number >= now)
                return minute;
            return _minutes[now % Kept] = new(now, new long[Kinds]);
        }
    }

    private long Now() => Number(time.GetUtcNow());

    private sealed record Minute(long Number, long[] Counts);
}
