using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>What the scenarios of one run share.</summary>
public sealed class BenchContext(BenchSettings settings, SinkReceiver receiver)
{
    public BenchSettings Settings { get; } = settings;

    public SinkReceiver Receiver { get; } = receiver;

    /// <summary>The router's webhooks per second on the ordinary load, once a scenario measured it.</summary>
    public double? Peak { get; set; }

    /// <summary>The known peak, else measured now on the given router.</summary>
    public async Task<double> PeakOfAsync(RunningRouter router) => Peak ??= Median(
        (await Rounds.AlternateAsync(Settings.Rounds, () => router.SpreadAsync(Settings.Issues, Settings.Round)))[0]);

    public static double Median(IReadOnlyList<LoadResult> runs) => Median(runs.Select(r => r.AcceptedPerSecond));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
