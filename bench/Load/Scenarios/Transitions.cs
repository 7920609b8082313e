using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>New issues that trigger, are told, are resolved, and are told again: every webhook is a transition, and brings one message to the sink.</summary>
internal sealed class Transitions(RunningRouter router, SinkReceiver receiver)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>One webhook of so many may be refused, as a busy router may; it is no transition then.</summary>
    private const long PerRefused = 10_000;

    /// <summary>The router's first webhook, which showed that it was ready, was issue 0's.</summary>
    private long _next = 1;

    private long _refused;

    /// <summary>What each transition cost, in microseconds of the router's processor time: from the webhook to the call of the sink.</summary>
    public List<double> Cost { get; } = [];

    /// <summary>Opens so many issues and waits until all are told.</summary>
    public async Task<LoadResult> OpenAsync(long issues)
    {
        var result = await SendAsync("event_alert.triggered", _next, issues);
        _next += issues;
        return result;
    }

    /// <summary>Opens so many issues and resolves them.</summary>
    public async Task<LoadResult> RunAsync(long issues)
    {
        var (first, before) = (_next, router.Process.ProcessorTime);
        var opened = await OpenAsync(issues);
        await SendAsync("issue.resolved", first, issues);
        Cost.Add((router.Process.ProcessorTime - before).TotalMicroseconds / (2 * issues));
        return opened;
    }

    private async Task<LoadResult> SendAsync(string webhook, long first, long issues)
    {
        var before = receiver.Calls;
        var target = router.Target() with { Webhook = webhook, Title = NoiseConfig.Title };
        var result = RunningRouter.AllAccepted(
            await LoadRun.RunAsync(router.Load(IssueChoices.Sequential(first), target) with { Total = issues, Duration = TimeSpan.FromHours(1) }), issues / PerRefused);
        _refused += RunningRouter.Refused(result);
        var heard = before + issues - _refused;
        await Eventually.FitsAsync(() => Task.FromResult(receiver.Calls), calls => calls >= heard, $"{heard:N0} calls of the sink", Bound);
        return result;
    }
}
