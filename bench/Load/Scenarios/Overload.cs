using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>One and a half times the peak, open loop: every request on an accepted connection is answered 202 or 503 within a second, in bounded memory.</summary>
internal sealed class Overload(string name, string title, bool slowCommits) : IScenario
{
    /// <summary>More than the router takes under way at once, so that it is the router that has to refuse, not the generator that waits.</summary>
    private const int Connections = 6_144;

    /// <summary>With slow commits 64 connections send too little to warm a router up.</summary>
    private const int WarmUpConnections = 512;

    private static readonly TimeSpan SlowCommit = TimeSpan.FromMilliseconds(100);

    public string Name => name;

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var slow = slowCommits ? await SlowSync.EnvironmentAsync(context.Settings.Work, SlowCommit) : null;
        if (slowCommits && slow is null)
            return ScenarioResult.Skip("needs a C compiler (apt-get install tcc) on x64 Linux");
        var settings = context.Settings;
        var rate = 1.5 * await PeakAsync(context);
        await using var router = await RunningRouter.StartAsync(context, name, settings: slow);
        var warm = await LoadRun.RunAsync(router.Load(IssueChoices.Uniform(settings.Issues)) with { Duration = settings.WarmUp, Connections = slowCommits ? WarmUpConnections : 64 });
        if (slowCommits && warm.Service.P50 < SlowCommit.TotalMilliseconds * 0.9)
            throw new InvalidOperationException($"the commits were not slow: the median answer came after {warm.Service.P50:0.0} ms");
        var before = router.Process.ResidentBytes;
        var run = await LoadRun.RunAsync(router.Load(IssueChoices.Uniform(settings.Issues)) with
        {
            Rate = rate,
            Connections = Connections,
            Duration = settings.Round * settings.Rounds,
        });
        var other = run.Requests - run.Statuses.GetValueOrDefault("202") - run.Statuses.GetValueOrDefault("503");
        return new(
            [
                new($"{title}: offered", rate, "webhooks/s"),
                new($"{title}: due, but every connection was waiting", run.Unsent / run.Seconds, "webhooks/s"),
                new($"{title}: 202", run.AcceptedPerSecond, "webhooks/s"),
                new($"{title}: 503", run.Statuses.GetValueOrDefault("503") / run.Seconds, "webhooks/s"),
                new($"{title}: neither 202 nor 503, broken or unanswered", other + run.Broken + run.Unanswered, "webhooks") { AtMost = 0 },
                new($"{title}: slowest answer", run.Service.Max, "ms") { AtMost = 1_000 },
                new($"{title}: memory, before", before / 1e6, "MB"),
                new($"{title}: memory, highest", router.Process.PeakResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { [name] = [run] });
    }

    private static async Task<double> PeakAsync(BenchContext context)
    {
        if (context.Peak is { } known)
            return known;
        await using var router = await RunningRouter.StartAsync(context, "peak");
        await router.SpreadAsync(context.Settings.Issues, context.Settings.WarmUp);
        return await context.PeakOfAsync(router);
    }
}
