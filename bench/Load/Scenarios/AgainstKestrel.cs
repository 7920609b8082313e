using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>Durable webhooks against the barest endpoint that only reads and verifies.</summary>
internal sealed class AgainstKestrel : IScenario
{
    private const string Secret = "bench-client-secret-0123456789abcdef";

    public string Name => "kestrel";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        var executable = Path.Combine(SolutionRoot.Path, "bench", "Baseline", "bin", SolutionRoot.Configuration, "net10.0", "Router.Baseline");
        await using var bare = await PeerProcess.StartAsync(executable, port => [$"http://127.0.0.1:{port}", Secret]);
        await using var router = await RunningRouter.StartAsync(context, Name);
        var target = new SentryTarget(new Uri($"http://127.0.0.1:{bare.Port}/webhooks/sentry/bench-push-key-0000000001"), Secret);
        Task<LoadResult> BareAsync(TimeSpan duration) => LoadRun.RunAsync(new()
        {
            Server = bare.Server,
            Requests = c => new SentryRequests(target, IssueChoices.Uniform(settings.Issues), c),
            Duration = duration,
        });

        await BareAsync(settings.WarmUp);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(settings.Rounds, () => BareAsync(settings.Round), () => router.SpreadAsync(settings.Issues, settings.Round));
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
