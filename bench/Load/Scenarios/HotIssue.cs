using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>One issue that gets everything, against the same load spread over 1,000.</summary>
internal sealed class HotIssue : IScenario
{
    public string Name => "hot";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds, () => router.SpreadAsync(settings.Issues, settings.Round), () => router.RunAsync(IssueChoices.Hot, settings.Round));
        var (spread, hot) = (BenchContext.Median(runs[0]), BenchContext.Median(runs[1]));
        return new(
            [new("one hot issue", hot, "webhooks/s"), new("one hot issue / spread over 1,000", hot / spread, "ratio") { AtLeast = 0.8 }],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["spread"] = runs[0], ["hot"] = runs[1] });
    }
}
