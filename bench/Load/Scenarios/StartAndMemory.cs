using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>How fast it is there and how much memory it takes.</summary>
internal sealed class StartAndMemory : IScenario
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public string Name => "start";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        var active = settings.Active.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        var starts = new List<double>();
        for (var round = 1; round < settings.Rounds; round++)
        {
            var (started, first) = await RunningRouter.StartTimedAsync(context, Name);
            await started.DisposeAsync();
            starts.Add(first.TotalSeconds);
        }

        var (router, last) = await RunningRouter.StartTimedAsync(context, Name);
        await using var owned = router;
        starts.Add(last.TotalSeconds);
        await Task.Delay(Settle, TimeProvider.System);
        var idle = router.Process.ResidentBytes;
        var fill = await router.FillAsync(settings.Active);
        return new(
            [
                new("process start to first 202, empty store", BenchContext.Median(starts), "s"),
                new("memory, idle", idle / 1e6, "MB"),
                new($"opening {active} new issues", fill.AcceptedPerSecond, "webhooks/s"),
                new($"memory, {active} active issues", router.Process.ResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["fill"] = [fill] });
    }
}
