using System.Collections.Concurrent;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>From the sending of a webhook that opens an issue to the call of the sink, without delay.</summary>
internal sealed class ReceivedToSink : IScenario
{
    private const double Rate = 200;
    private const long FirstMeasured = 1_000_000;

    public string Name => "latency";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var (settings, receiver) = (context.Settings, context.Receiver);
        await using var router = await RunningRouter.StartAsync(context, Name);
        await LoadRun.RunAsync(router.Load(IssueChoices.Sequential()) with { Rate = Rate, Duration = settings.WarmUp });

        receiver.FirstHeard.Clear();
        receiver.IsTracking = true;
        var sent = new ConcurrentDictionary<long, long>();
        var run = await LoadRun.RunAsync(router.Load(IssueChoices.Sequential(FirstMeasured)) with
        {
            Rate = Rate,
            Duration = settings.Round * settings.Rounds,
            Sent = (ticket, at) => sent[FirstMeasured + ticket] = at,
        });
        var missing = await MissingAsync(sent, receiver);
        receiver.IsTracking = false;

        var latencies = new LatencyHistogram();
        foreach (var (issue, at) in sent)
        {
            if (receiver.FirstHeard.TryGetValue(issue, out var heard))
                latencies.Record(TimeProvider.System.GetElapsedTime(at, heard));
        }

        var latency = Latency.Of(latencies);
        return new(
            [
                new($"webhook sent to sink called at {Rate:0} new issues/s, p50", latency.P50, "ms"),
                new($"webhook sent to sink called at {Rate:0} new issues/s, p99", latency.P99, "ms"),
                new("issues that the sink never heard of", missing, "issues") { AtMost = 0 },
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["new-issues"] = [run] });
    }

    private static async Task<int> MissingAsync(ConcurrentDictionary<long, long> sent, SinkReceiver receiver)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var waiting = TimeProvider.System.GetTimestamp();
        int missing;
        while ((missing = sent.Keys.Count(issue => !receiver.FirstHeard.ContainsKey(issue))) > 0 && TimeProvider.System.GetElapsedTime(waiting) < TimeSpan.FromSeconds(30))
            await timer.WaitForNextTickAsync();
        return missing;
    }
}
