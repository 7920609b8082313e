using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>What the feed's listeners cost: the ordinary load with none, with some that hear transitions, with some that hear every webhook, and with some that never read.</summary>
internal sealed class Feed : IScenario
{
    private const int Clients = 20;
    private const string Everything = "?repeats=true";

    public string Name => "feed";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var router = await RunningRouter.StartAsync(context, Name);
        await router.SpreadAsync(settings.Issues, settings.WarmUp);
        Listeners transitions = new("", IsReading: true), everything = new(Everything, IsReading: true), stalled = new(Everything, IsReading: false);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds,
            () => router.SpreadAsync(settings.Issues, settings.Round),
            () => transitions.DuringAsync(router, settings),
            () => everything.DuringAsync(router, settings),
            () => stalled.DuringAsync(router, settings));
        var none = BenchContext.Median(runs[0]);
        return new(
            [
                new("webhooks without a listener", none, "webhooks/s"),
                new($"with {Clients} that hear transitions / without", BenchContext.Median(runs[1]) / none, "ratio") { AtLeast = 0.9 },
                new($"with {Clients} that hear every webhook / without", BenchContext.Median(runs[2]) / none, "ratio"),
                new($"with {Clients} that never read / without", BenchContext.Median(runs[3]) / none, "ratio") { AtLeast = 0.9 },
                new("dropped of those that hear transitions", transitions.Dropped / (double)settings.Rounds, "a round") { AtMost = 0 },
                new("dropped of those that hear every webhook", everything.Dropped / (double)settings.Rounds, "a round"),
                new("read by those that hear every webhook", everything.Bytes / 1e6 / settings.Rounds / settings.Round.TotalSeconds, "MB/s"),
                new("dropped of those that never read", stalled.Dropped / (double)settings.Rounds, "a round") { AtLeast = Clients },
                new("memory, highest", router.Process.PeakResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["none"] = runs[0], ["transitions"] = runs[1], ["everything"] = runs[2], ["stalled"] = runs[3] });
    }

    /// <summary>Clients that come and go with each round, and what became of them.</summary>
    private sealed record Listeners(string Query, bool IsReading)
    {
        public int Dropped { get; private set; }

        public long Bytes { get; private set; }

        public async Task<LoadResult> DuringAsync(RunningRouter router, BenchSettings settings)
        {
            var key = await router.Process.AdminKeyAsync();
            var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => FeedClient.OpenAsync(router.Server, Query, key, IsReading)));
            var result = await router.SpreadAsync(settings.Issues, settings.Round);
            var dropped = await Task.WhenAll(clients.Select(c => c.CloseAsync()));
            Dropped += dropped.Count(d => d);
            Bytes += clients.Sum(c => c.Bytes);
            foreach (var client in clients)
                client.Dispose();
            return result;
        }
    }
}
