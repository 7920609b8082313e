namespace Router.Load.Client;

/// <summary>A distribution of latencies in milliseconds.</summary>
public sealed record Latency(double P50, double P99, double P999, double Max)
{
    public static Latency Of(LatencyHistogram histogram) =>
        new(histogram.PercentileMilliseconds(0.5), histogram.PercentileMilliseconds(0.99), histogram.PercentileMilliseconds(0.999), histogram.MaxMilliseconds);
}
