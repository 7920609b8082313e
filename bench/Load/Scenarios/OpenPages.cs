using System.Net.Http.Headers;
using Router.Load.Circuits;
using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>The ordinary load with 200 pages of the dashboard open, a third each of the overview, the incidents and the issues, against none open.</summary>
internal sealed class OpenPages : IScenario
{
    private const int Pages = 200;
    private const int OpenedAtOnce = 8;

    private static readonly string[] Paths = ["", "incidents", "issues"];

    public string Name => "circuits";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        var key = await router.Process.AdminKeyAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = router.Process.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        List<LoadResult> without = [], with = [];
        List<double> ratios = [], perPage = [], batches = [], bytes = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            without.Add(await router.SpreadAsync(settings.Issues, settings.Round));
            var before = router.Process.ResidentBytes;
            var open = await OpenAsync(http, key);
            perPage.Add((router.Process.ResidentBytes - before) / 1e6 / Pages);
            var (sent, size) = (open.Sum(page => page.Batches), open.Sum(page => page.Bytes));
            with.Add(await router.SpreadAsync(settings.Issues, settings.Round));
            if (open.Find(page => page.Ended is not null) is { } ended)
                throw new InvalidOperationException($"a page ended: {ended.Ended}\n{string.Join('\n', router.Process.Output.Snapshot().TakeLast(20))}");
            batches.Add((open.Sum(page => page.Batches) - sent) / with[^1].Seconds / Pages);
            bytes.Add((open.Sum(page => page.Bytes) - size) / with[^1].Seconds / Pages / 1e3);
            foreach (var page in open)
                await page.DisposeAsync();
            ratios.Add(with[^1].AcceptedPerSecond / without[^1].AcceptedPerSecond);
        }

        return new(
            [
                new($"{Pages} open pages", BenchContext.Median(with), "webhooks/s"),
                new($"{Pages} open pages / none open, median of {settings.Rounds} rounds", BenchContext.Median(ratios), "ratio") { AtLeast = 0.85 },
                new("memory an open page, first time", perPage[0], "MB"),
                new("changes sent to an open page under full load", BenchContext.Median(batches), "per second"),
                new("sent to an open page under full load", BenchContext.Median(bytes), "kB/s"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["none"] = without, ["open"] = with });
    }

    private static async Task<List<OpenCircuit>> OpenAsync(HttpClient http, string key)
    {
        var open = new List<OpenCircuit>();
        foreach (var some in Enumerable.Range(0, Pages).Chunk(OpenedAtOnce))
            open.AddRange(await Task.WhenAll(some.Select(i => OpenCircuit.OpenAsync(http, new Uri(Paths[i % Paths.Length], UriKind.Relative), key))));
        return open;
    }
}
