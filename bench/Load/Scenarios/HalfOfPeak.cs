using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>Latency of the answer at half of the peak rate, open loop.</summary>
internal sealed class HalfOfPeak : IScenario
{
    public string Name => "p99";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var rate = await context.PeakOfAsync(router) / 2;
        var runs = (await Rounds.AlternateAsync(
            settings.Rounds, () => LoadRun.RunAsync(router.Load(IssueChoices.Uniform(settings.Issues)) with { Rate = rate, Connections = 1_024 })))[0];
        return new(
            [
                new("half of peak", rate, "webhooks/s"),
                new("answer at half of peak, p50", BenchContext.Median(runs.Select(r => r.Response!.P50)), "ms"),
                new("answer at half of peak, p99", BenchContext.Median(runs.Select(r => r.Response!.P99)), "ms"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["half"] = runs });
    }
}
