using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>What a transition costs with every noise rule on, with many incidents open, against few.</summary>
internal sealed class OpenIncidents : IScenario
{
    private const long Few = 100;

    public string Name => "open";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var (settings, receiver) = (context.Settings, context.Receiver);
        var config = NoiseConfig.Rules(receiver.Url, TimeProvider.System.GetUtcNow());
        await using var small = await RunningRouter.StartAsync(context, "open-few", config: config);
        await using var big = await RunningRouter.StartAsync(context, "open-many", config: config);
        var (few, many) = (new Transitions(small, receiver), new Transitions(big, receiver));
        await few.OpenAsync(Few);
        var fill = await many.OpenAsync(settings.Active);
        foreach (var side in (Transitions[])[few, many])
        {
            await side.RunAsync(settings.Transitions);
            side.Cost.Clear();
        }

        var runs = await Rounds.AlternateAsync(settings.Rounds, () => few.RunAsync(settings.Transitions), () => many.RunAsync(settings.Transitions));
        var (at100, atMany) = (BenchContext.Median(few.Cost), BenchContext.Median(many.Cost));
        var active = settings.Active.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            [
                new("a transition, every noise rule, 100 open incidents", at100, "us CPU"),
                new($"a transition, every noise rule, {active} open incidents", atMany, "us CPU"),
                new($"{active} open / 100 open", atMany / at100, "ratio") { AtMost = 1.25 },
                new($"memory, {active} open incidents, every noise rule", big.Process.ResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["fill"] = [fill], ["few"] = runs[0], ["many"] = runs[1] });
    }
}
