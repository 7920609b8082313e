using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>Durable webhooks against the barest endpoint that only reads and verifies.</summary>
internal sealed class AgainstKestrel : IScenario
{
    public string Name => "kestrel";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var bare = await BareEndpoint.StartAsync(settings);
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(settings.Rounds, () => LoadRun.RunAsync(bare.Load()), () => router.SpreadAsync(settings.Issues, settings.Round));
        var (of, with) = (BenchContext.Median(runs[0]), BenchContext.Median(runs[1]));
        context.Peak = with;
        return new(
            [
                new("barest Kestrel endpoint (HMAC only)", of, "webhooks/s"),
                new("durable webhooks, 1,000 issues", with, "webhooks/s"),
                new("durable webhooks / barest endpoint", with / of, "ratio") { AtLeast = 0.4 },
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["bare"] = runs[0], ["router"] = runs[1] });
    }
}
