using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>Durable webhooks against Prometheus Alertmanager, which keeps alerts in memory: one alert per request, with the router's routes, grouping and receiver.</summary>
internal sealed class AgainstAlertmanager : IScenario
{
    private const string Executable = "/usr/bin/prometheus-alertmanager";
    public string Name => "alertmanager";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        if (!File.Exists(Executable))
            return ScenarioResult.Skip("prometheus-alertmanager is not installed (apt-get install prometheus-alertmanager)");
        var settings = context.Settings;
        var folder = Directory.CreateDirectory(Path.Combine(settings.Work, "alertmanager-peer")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "alertmanager.yml"), Config(context.Receiver.Url));
        await using var peer = await PeerProcess.StartAsync(Executable, port =>
        [
            $"--config.file={folder}/alertmanager.yml", $"--storage.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
        ]);
        await using var router = await RunningRouter.StartAsync(context, Name);
        var url = new Uri($"http://127.0.0.1:{peer.Port}");
        Task<LoadResult> PeerAsync(TimeSpan duration, int bodyBytes) => LoadRun.RunAsync(new()
        {
            Server = peer.Server,
            Requests = c => new AlertRequests(url, IssueChoices.Uniform(settings.Issues), c, bodyBytes),
            Duration = duration,
        });

        await PeerAsync(settings.WarmUp, router.Target().BodyBytes);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds, () => PeerAsync(settings.Round, router.Target().BodyBytes), () => PeerAsync(settings.Round, bodyBytes: 0), () => router.SpreadAsync(settings.Issues, settings.Round));
        var (full, small, with) = (Median(runs[0]), Median(runs[1]), BenchContext.Median(runs[2]));
        return new(
            [
                new("Alertmanager (in memory), 6 KB an alert, as the webhooks", full, "alerts/s"),
                new("durable webhooks / Alertmanager with bodies as large", with / full, "ratio") { AtLeast = 1.5 },
                new("Alertmanager (in memory), 0.7 KB an alert", small, "alerts/s"),
                new("durable webhooks / Alertmanager with bodies of 0.7 KB", with / small, "ratio"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["alertmanager"] = runs[0], ["alertmanager-small"] = runs[1], ["router"] = runs[2] });
    }

    private static double Median(IReadOnlyList<LoadResult> runs) => BenchContext.Median(runs.Select(r => r.Statuses.GetValueOrDefault("200") / r.Seconds));

    private static string Config(Uri receiver) => $"""
        route:
          receiver: web
          group_by: [issue]
          group_wait: 0s
          routes:
            - matchers: [ 'environment="stored"' ]
              receiver: quiet
            - matchers: [ 'team="search"' ]
              receiver: quiet
            - matchers: [ 'project="payments"', 'environment="production"' ]
              receiver: web
        receivers:
          - name: web
            webhook_configs: [ url: "{receiver}" ]
          - name: quiet

        """;
}
