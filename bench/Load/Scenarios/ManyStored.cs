using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>The same load on the same 1,000 issues with many stored, against few; and spread over the many.</summary>
internal sealed class ManyStored : IScenario
{
    public string Name => "stored";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        var many = settings.Stored.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        var (small, _) = await RunningRouter.StartSeededAsync(context, "stored-few", settings.Issues);
        await using var ownedSmall = small;
        var (big, start) = await RunningRouter.StartSeededAsync(context, "stored-many", settings.Stored);
        await using var ownedBig = big;
        var startMemory = big.Process.ResidentBytes;

        await small.SpreadAsync(settings.Issues, settings.WarmUp);
        await big.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds, () => small.SpreadAsync(settings.Issues, settings.Round), () => big.SpreadAsync(settings.Issues, settings.Round));
        var spread = (await Rounds.AlternateAsync(settings.Rounds, () => big.SpreadAsync(settings.Stored, settings.Round, refused: long.MaxValue)))[0];
        var (few, lots) = (BenchContext.Median(runs[0]), BenchContext.Median(runs[1]));
        return new(
            [
                new($"1,000 issues, {many} stored", lots, "webhooks/s"),
                new($"1,000 issues with {many} stored / with 1,000 stored", lots / few, "ratio") { AtLeast = 0.9 },
                new($"spread evenly over the {many}", BenchContext.Median(spread), "webhooks/s"),
                new($"spread evenly over the {many}: 503, of all", 100.0 * spread.Sum(RunningRouter.Refused) / spread.Sum(r => r.Requests), "%"),
                new($"process start to first 202, {many} stored", start.TotalSeconds, "s"),
                new($"memory after that start, {many} stored", startMemory / 1e6, "MB"),
                new($"memory after the load over {many} stored", big.Process.ResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["few"] = runs[0], ["many"] = runs[1], ["over-many"] = spread });
    }
}
