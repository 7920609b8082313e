using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>Durable webhooks against Prometheus Alertmanager, which keeps alerts in memory: one alert per request, no receiver to call.</summary>
internal sealed class AgainstAlertmanager : IScenario
{
    private const string Executable = "/usr/bin/prometheus-alertmanager";
    private const string Config = "route: { receiver: none, group_by: [alertname, issue] }\nreceivers: [ { name: none } ]\n";

    public string Name => "alertmanager";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        if (!File.Exists(Executable))
            return ScenarioResult.Skip("prometheus-alertmanager is not installed (apt-get install prometheus-alertmanager)");
        var settings = context.Settings;
        var folder = Directory.CreateDirectory(Path.Combine(settings.Work, "alertmanager-peer")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "alertmanager.yml"), Config);
        await using var peer = await PeerProcess.StartAsync(Executable, port =>
        [
            $"--config.file={folder}/alertmanager.yml", $"--storage.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
        ]);
        await using var router = await RunningRouter.StartAsync(context, Name);
        var url = new Uri($"http://127.0.0.1:{peer.Port}");
        Task<LoadResult> PeerAsync(TimeSpan duration) => LoadRun.RunAsync(new()
        {
            Server = peer.Server, Requests = c => new AlertRequests(url, IssueChoices.Uniform(settings.Issues), c), Duration = duration,
        });

        await PeerAsync(settings.WarmUp);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(settings.Rounds, () => PeerAsync(settings.Round), () => router.SpreadAsync(settings.Issues, settings.Round));
        var of = BenchContext.Median(runs[0].Select(r => r.Statuses.GetValueOrDefault("200") / r.Seconds));
        var with = BenchContext.Median(runs[1]);
        return new(
            [
                new("Alertmanager, POST /api/v2/alerts (in memory)", of, "alerts/s"),
                new("durable webhooks / Alertmanager", with / of, "ratio") { AtLeast = 1.5 },
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["alertmanager"] = runs[0], ["router"] = runs[1] });
    }
}
