using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>100,000 different issues in a minute into one channel that groups them; then all of them resolved.</summary>
internal sealed class Storm : IScenario
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public string Name => "storm";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var (issues, receiver) = (context.Settings.Active, context.Receiver);
        await using var router = await RunningRouter.StartAsync(context, Name, config: NoiseConfig.Grouped(receiver.Url));
        using var api = await ManagementClient.OfAsync(router.Process);
        await router.SpreadAsync(1, context.Settings.WarmUp);
        var (memory, calls) = (router.Process.ResidentBytes, receiver.Calls);

        var storm = await LoadRun.RunAsync(router.Load(IssueChoices.Sequential(1), router.Target()) with { Rate = issues / Minute.TotalSeconds, Duration = Minute });
        var held = await CalmAsync(router, api, issues + 1);
        var told = receiver.Calls - calls;
        var end = RunningRouter.AllAccepted(await LoadRun.RunAsync(
            router.Load(IssueChoices.Sequential(), router.Target() with { Webhook = "issue.resolved" }) with { Total = issues + 1, Duration = TimeSpan.FromHours(1) }));
        var ended = await CalmAsync(router, api, 0);
        var count = issues.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            [
                new($"storm of {count} issues in a minute: 202", storm.Statuses.GetValueOrDefault("202"), "webhooks") { AtLeast = issues },
                new("storm: answer p99", storm.Service.P99, "ms"),
                new("storm: messages sent", told, "messages") { AtMost = 10 },
                new("storm: last answer to calm", held.TotalSeconds, "s"),
                new("storm: memory, before", memory / 1e6, "MB"),
                new("storm: memory, highest", router.Process.PeakResidentBytes / 1e6, "MB"),
                new("all resolved: messages sent", receiver.Calls - calls - told, "messages") { AtMost = 10 },
                new("all resolved: last answer to calm", ended.TotalSeconds, "s"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["storm"] = [storm], ["resolved"] = [end] });
    }

    /// <summary>How long until the open incidents hold so many issues and the router uses less than a tenth of a core.</summary>
    private static async Task<TimeSpan> CalmAsync(RunningRouter router, ManagementClient api, long issues)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Look, TimeProvider.System);
        long held;
        do
        {
            var before = router.Process.ProcessorTime;
            await timer.WaitForNextTickAsync();
            var isBusy = router.Process.ProcessorTime - before > Look / 10;
            held = isBusy ? -1 : (await api.ListAsync("api/v1/incidents?status=Triggered")).Sum(i => i.GetProperty("issueCount").GetInt64());
            if (TimeProvider.System.GetElapsedTime(started) > Bound)
                throw new TimeoutException($"{Bound.TotalSeconds:0} s after the last answer the open incidents hold {(isBusy ? "(busy)" : held)} issues, not {issues}");
        }
        while (held != issues);
        return TimeProvider.System.GetElapsedTime(started) - Look;
    }
}
