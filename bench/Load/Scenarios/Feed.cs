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
        // Each kind right after the same load without: the machine drifts within a round by as much as is measured here.
        Task<LoadResult> NoneAsync() => router.SpreadAsync(settings.Issues, settings.Round);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds,
            NoneAsync, () => transitions.DuringAsync(router, settings),
            NoneAsync, () => everything.DuringAsync(router, settings),
            NoneAsync, () => stalled.DuringAsync(router, settings));
        double RatioOf(int kind) => BenchContext.Median(runs[kind].Zip(runs[kind - 1], (with, without) => with.AcceptedPerSecond / without.AcceptedPerSecond));
        return new(
            [
                new("webhooks without a listener", BenchContext.Median([.. runs[0], .. runs[2], .. runs[4]]), "webhooks/s"),
                new($"with {Clients} that hear transitions / without", RatioOf(1), "ratio") { AtLeast = 0.9 },
                new($"with {Clients} that hear every webhook / without", RatioOf(3), "ratio"),
                new($"with {Clients} that never read / without", RatioOf(5), "ratio") { AtLeast = 0.9 },
                new("dropped of those that hear transitions", transitions.Dropped / (double)settings.Rounds, "a round") { AtMost = 0 },
                new("dropped of those that hear every webhook", everything.Dropped / (double)settings.Rounds, "a round"),
                new("read by those that hear every webhook", everything.Bytes / 1e6 / settings.Rounds / settings.Round.TotalSeconds, "MB/s"),
                new("dropped of those that never read", stalled.Dropped / (double)settings.Rounds, "a round") { AtLeast = Clients },
                new("memory, highest", router.Process.PeakResidentBytes / 1e6, "MB"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["none"] = [.. runs[0], .. runs[2], .. runs[4]], ["transitions"] = runs[1], ["everything"] = runs[3], ["stalled"] = runs[5] });
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
