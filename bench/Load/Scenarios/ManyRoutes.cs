using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>The share of a webhook's processor time that 1,000 routes take, evaluated in order, none of which matches.</summary>
internal sealed class ManyRoutes : IScenario
{
    public string Name => "routes";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var one = await RunningRouter.StartAsync(context, "routes-one", config: NoiseConfig.Unmatched(1));
        await using var all = await RunningRouter.StartAsync(context, "routes-many", config: NoiseConfig.Unmatched(NoiseConfig.Routes));
        await one.SpreadAsync(settings.Issues, settings.WarmUp);
        await all.SpreadAsync(settings.Issues, settings.WarmUp);
        var (cheap, dear) = (new List<double>(), new List<double>());
        var runs = await Rounds.AlternateAsync(settings.Rounds, () => MeasureAsync(one, cheap), () => MeasureAsync(all, dear));
        var (few, many) = (BenchContext.Median(cheap), BenchContext.Median(dear));
        return new(
            [
                new("a webhook, one route", few, "us CPU"),
                new("a webhook, 1,000 routes of which none matches", many, "us CPU"),
                new("1,000 routes' share of a webhook's CPU", 100 * (many - few) / many, "%") { AtMost = 15 },
                new("webhooks with 1,000 routes / with one", BenchContext.Median(runs[1]) / BenchContext.Median(runs[0]), "ratio"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["one"] = runs[0], ["thousand"] = runs[1] });

        async Task<LoadResult> MeasureAsync(RunningRouter router, List<double> cost)
        {
            var before = router.Process.ProcessorTime;
            var run = await router.SpreadAsync(settings.Issues, settings.Round);
            cost.Add((router.Process.ProcessorTime - before).TotalMicroseconds / run.Requests);
            return run;
        }
    }
}
