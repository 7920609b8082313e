using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>How long the list of issues takes over HTTP with many stored: first and deep pages, filters, text.</summary>
internal sealed class Lists : IScenario
{
    private const int Calls = 21;
    private const int DeepPages = 40;

    // What the seeded issues are like, and their ids hold.
    private static readonly (string Name, string Query)[] Queries =
    [
        ("by status, all match", "status=Triggered"),
        ("by status, none matches", "status=Suppressed"),
        ("by project, all match", "project=storefront"),
        ("by project, none matches", "project=none"),
        ("by channel, all match", "channel=quiet"),
        ("by channel, few match", "channel=web"),
        ("by environment, all match", "environment=stored"),
        ("by environment, few match", "environment=production"),
        ("by severity and time, all match", "severity=Warning&from=2020-01-01"),
        ("the oldest first", "sort=created"),
        ("the last seen first", "sort=-lastSeen"),
        ("by status, all match, the last seen first", "status=Triggered&sort=-lastSeen"),
        ("by text, common", "q=error"),
        ("by text, rare", "q={rare}"),
        ("by text, none matches", "q=nobody-wrote-this"),
    ];

    public string Name => "lists";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var stored = context.Settings.Stored;
        var (router, _) = await RunningRouter.StartSeededAsync(context, "lists", stored);
        await using var owned = router;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = router.Process.Url, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await router.Process.AdminKeyAsync());

        return await MeasureAsync(http, stored);
    }

    private static async Task<ScenarioResult> MeasureAsync(HttpClient http, long stored)
    {
        var many = stored.ToString("N0", CultureInfo.InvariantCulture);
        var (deep, rare) = await WalkAsync(http);
        List<Figure> figures =
        [
            await FigureAsync("first page", "limit=50"),
            await FigureAsync($"page after {DeepPages * 500:N0}", $"limit=50&cursor={Uri.EscapeDataString(deep)}"),
        ];
        foreach (var (name, query) in Queries)
            figures.Add(await FigureAsync(name, query.Replace("{rare}", Uri.EscapeDataString(rare), StringComparison.Ordinal)));
        return new(figures, new Dictionary<string, IReadOnlyList<LoadResult>>());

        async Task<Figure> FigureAsync(string name, string query) => new($"list of issues, {many} stored: {name}", await MedianAsync(http, query), "ms");
    }

    /// <summary>The cursor after many pages, and the id of an issue there.</summary>
    private static async Task<(string Cursor, string Rare)> WalkAsync(HttpClient http)
    {
        var (cursor, rare) = ("", "");
        for (var page = 0; page < DeepPages; page++)
        {
            using var json = JsonDocument.Parse(await http.GetStringAsync($"api/v1/issues?limit=500{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}"));
            cursor = json.RootElement.GetProperty("next").GetString() ?? throw new InvalidOperationException("the store holds fewer issues than the deep page needs");
            rare = json.RootElement.GetProperty("items")[0].GetProperty("key").GetString()!.Split('|')[^1];
        }

        return (cursor, rare);
    }

    private static async Task<double> MedianAsync(HttpClient http, string query)
    {
        var times = new List<double>();
        for (var call = 0; call < Calls; call++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await http.GetByteArrayAsync($"api/v1/issues?{query}");
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return BenchContext.Median(times);
    }
}
