using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>What every noise rule costs a transition: 1,000 routes, 100 channels and 10,000 open incidents, against the same with no rule.</summary>
internal sealed class NoiseCost : IScenario
{
    public string Name => "noise";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var (settings, receiver) = (context.Settings, context.Receiver);
        await using var plain = await RunningRouter.StartAsync(context, "noise-plain", config: NoiseConfig.Plain(receiver.Url));
        await using var ruled = await RunningRouter.StartAsync(context, "noise-rules", config: NoiseConfig.Rules(receiver.Url, TimeProvider.System.GetUtcNow()));
        var (without, with) = (new Transitions(plain, receiver), new Transitions(ruled, receiver));
        foreach (var side in (Transitions[])[without, with])
        {
            await side.OpenAsync(settings.Open);
            await side.RunAsync(settings.Transitions);
            side.Cost.Clear();
        }

        var runs = await Rounds.AlternateAsync(settings.Rounds, () => without.RunAsync(settings.Transitions), () => with.RunAsync(settings.Transitions));
        var (bare, full) = (BenchContext.Median(without.Cost), BenchContext.Median(with.Cost));
        var open = settings.Open.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            [
                new($"a transition, {open} open incidents, no noise rule", bare, "us CPU"),
                new($"a transition, {open} open incidents, every noise rule", full, "us CPU"),
                new("every noise rule / no rule", full / bare, "ratio"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["no-rule"] = runs[0], ["every-rule"] = runs[1] });
    }
}
