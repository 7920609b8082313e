using Router.Load.Client;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>How long after SIGKILL of one of three silos every issue answers again by itself, not through the inbox.</summary>
internal sealed class SiloKilled : IScenario
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(2);

    public string Name => "failover";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        if (BenchCluster.Unavailable() is { } reason)
            return ScenarioResult.Skip(reason);
        var settings = context.Settings;
        await using var cluster = await BenchCluster.StartAsync(context, Name);
        await cluster.WarmUpAsync(settings.Issues, settings.WarmUp);

        var host = cluster.Hosts[0];
        var killed = TimeProvider.System.GetTimestamp();
        await cluster.RunningSilos[^1].Process.KillAsync();
        var (queued, refused) = (0L, 0L);
        var waiting = new Queue<long>(Enumerable.Range(0, (int)settings.Issues).Select(i => (long)i));
        using var bound = new CancellationTokenSource(GiveUp);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            using var connection = new HttpConnection(host.Server);
            long issue = 0;
            var requests = new SentryRequests(host.Target(), (_, _) => issue, number);
            while (Next() is { } next)
            {
                issue = next;
                var status = await connection.SendAsync(requests.Next(0), bound.Token);
                var isQueued = connection.Answer.Contains("\"queued\"", StringComparison.Ordinal);
                if (status == 202 && !isQueued)
                    continue;
                Interlocked.Increment(ref status == 202 ? ref queued : ref refused);
                lock (waiting)
                    waiting.Enqueue(next);
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        return new(
            [
                new("a silo of three killed: every issue answers again after", seconds, "s") { AtMost = 5 },
                new("a silo of three killed: 202 through the inbox meanwhile", queued, "webhooks"),
                new("a silo of three killed: refused meanwhile", refused, "webhooks") { AtMost = 0 },
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>>());

        long? Next()
        {
            lock (waiting)
                return waiting.TryDequeue(out var next) ? next : null;
        }
    }
}
