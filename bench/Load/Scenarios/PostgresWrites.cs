using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Load.Client;
using Router.Storage.Postgres;
using Router.Storage.Tests.Postgres;

namespace Router.Load.Scenarios;

/// <summary>The PostgreSQL store against Microsoft.Orleans.Persistence.AdoNet: the same states, on the same server, from the same number of callers.</summary>
internal sealed class PostgresWrites : IScenario
{
    private const int Callers = 64;
    private const int Grains = 1024;

    public string Name => "postgres-writes";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        if (BenchCluster.Unavailable() is { } reason)
            return ScenarioResult.Skip(reason);
        var server = await PostgresServer.GetAsync();
        var text = new string('s', 590);
        await using var store = await PostgresStore.OpenAsync(new() { ConnectionString = server.NewSchema() }, new IssueReplay(), TimeProvider.System, NullLogger<PostgresStore>.Instance);
        await using var peer = await AdoNetStorage.StartAsync(server.NewSchema());
        var state = Encoding.UTF8.GetBytes($$"""{"Text":"{{text}}"}""");
        var versions = new long[Grains];

        Task<LoadResult> Ours() => WriteAsync(context.Settings.Round, async grain =>
        {
            var snapshot = new GrainSnapshot(state, null);
            versions[grain] = (await store.CommitAsync(new() { Key = new("bench", $"web|issue|{grain}"), ExpectedVersion = versions[grain], Snapshot = () => snapshot })).Version;
        });
        Task<LoadResult> Theirs() => WriteAsync(context.Settings.Round, grain => peer.WriteAsync(grain, text));

        await Ours();
        await Theirs();
        var runs = await Rounds.AlternateAsync(context.Settings.Rounds, Ours, Theirs);
        var (ours, theirs) = (BenchContext.Median(runs[0]), BenchContext.Median(runs[1]));
        return new(
            [
                new($"PostgreSQL store, {Callers} callers", ours, "writes/s"),
                new($"Microsoft.Orleans.Persistence.AdoNet, {Callers} callers", theirs, "writes/s"),
                new("PostgreSQL store / Persistence.AdoNet", ours / theirs, "ratio") { AtLeast = 4 },
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["router"] = runs[0], ["adonet"] = runs[1] });
    }

    /// <summary>Each caller writes its own grains in turn, the next when the one before is durable.</summary>
    private static async Task<LoadResult> WriteAsync(TimeSpan duration, Func<int, Task> write)
    {
        var latencies = new LatencyHistogram();
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var grain = caller; TimeProvider.System.GetElapsedTime(start) < duration; grain = (grain + Callers) % Grains)
            {
                var sent = TimeProvider.System.GetTimestamp();
                await write(grain);
                latencies.Record(TimeProvider.System.GetElapsedTime(sent));
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return new(latencies.Count, seconds, latencies.Count / seconds, new Dictionary<string, long>(), 0, 0, 0, Latency.Of(latencies), null);
    }
}
