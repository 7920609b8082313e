using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>
/// Latency of the answer at half of the peak rate, open loop; and that of the barest endpoint at the same rate, which is what
/// machine and generator add by themselves.
/// </summary>
internal sealed class HalfOfPeak : IScenario
{
    /// <summary>As many as are under way when all answers take the bound: fewer would hold requests back, more only cost the machine.</summary>
    private const int Connections = 256;

    public string Name => "p99";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var bare = await BareEndpoint.StartAsync(settings);
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var rate = await context.PeakOfAsync(router) / 2;
        var runs = await Rounds.AlternateAsync(
            settings.Rounds,
            () => LoadRun.RunAsync(bare.Load() with { Rate = rate, Connections = Connections }),
            () => LoadRun.RunAsync(router.Load(IssueChoices.Uniform(settings.Issues)) with { Rate = rate, Connections = Connections }));
        return new(
            [
                new("half of peak", rate, "webhooks/s"),
                new("answer at half of peak, p50", BenchContext.Median(runs[1].Select(r => r.Response!.P50)), "ms"),
                new("answer at half of peak, p99", BenchContext.Median(runs[1].Select(r => r.Response!.P99)), "ms") { AtMost = 25 },
                new("answer at half of peak, p99 from its sending", BenchContext.Median(runs[1].Select(r => r.Service.P99)), "ms"),
                new("barest endpoint at the same rate, p99", BenchContext.Median(runs[0].Select(r => r.Response!.P99)), "ms"),
                new("barest endpoint at the same rate, p99 from its sending", BenchContext.Median(runs[0].Select(r => r.Service.P99)), "ms"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["bare"] = runs[0], ["half"] = runs[1] });
    }
}
