using System.Numerics;

namespace Router.Load.Client;

/// <summary>Latencies in microseconds, log-linear: 128 steps per power of two, so every figure is within 1 %. Safe to record from many threads.</summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 7;
    private readonly long[] _counts = new long[64 << StepBits];
    private long _max;

    public long Count => _counts.Sum();

    public double MaxMilliseconds => _max / 1000.0;

    public void Record(TimeSpan latency)
    {
        var micros = Math.Max(0, (long)latency.TotalMicroseconds);
        Interlocked.Increment(ref _counts[IndexOf(micros)]);
        for (var seen = Volatile.Read(ref _max); micros > seen;)
            seen = Interlocked.CompareExchange(ref _max, micros, seen);
    }

    /// <summary>The latency that the given share (0 to 1) of all is not above, in milliseconds; 0 when nothing was recorded.</summary>
    public double PercentileMilliseconds(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var i = 0; i < _counts.Length && rank > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return Math.Min(UpperBoundOf(i), _max) / 1000.0;
        }

        return 0;
    }

    private static int IndexOf(long micros)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)micros | 1) - StepBits);
        return (shift << StepBits) + (int)(micros >> shift);
    }

    private static long UpperBoundOf(int index)
    {
        var shift = Math.Max(0, (index >> StepBits) - 1);
        var step = index - (shift << StepBits);
        return ((step + 1L) << shift) - 1;
    }
}
