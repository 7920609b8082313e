using Router.Load.Client;
using Router.Storage.Tests.Postgres;

namespace Router.Load.Scenarios;

/// <summary>One process on PostgreSQL against one on SQLite, and against three silos with two API hosts: what the store costs, and what the hop does.</summary>
internal sealed class OnPostgres : IScenario
{
    public string Name => "postgres";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        if (BenchCluster.Unavailable() is { } reason)
            return ScenarioResult.Skip(reason);
        var (sqlite, postgres, alone) = await OneProcessAsync(context);
        // Started afterwards: five processes take a part of a small machine even when nothing is sent to them.
        var (cluster, spread) = await ClusterAsync(context);
        var (onSqlite, onPostgres, onCluster) = (BenchContext.Median(sqlite), BenchContext.Median(postgres), BenchContext.Median(cluster));
        return new(
            [
                new("one process on SQLite", onSqlite, "webhooks/s"),
                new("one process on PostgreSQL", onPostgres, "webhooks/s"),
                new("one process, PostgreSQL / SQLite", onPostgres / onSqlite, "ratio") { AtLeast = 0.5 },
                new("3 silos and 2 API hosts on PostgreSQL, on this one machine", onCluster, "webhooks/s"),
                new("CPU a webhook, one process on PostgreSQL", alone, "us"),
                new("CPU a webhook, 3 silos and 2 API hosts", spread, "us"),
                new("CPU a webhook, cluster / one process", spread / alone, "ratio"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["sqlite"] = sqlite, ["postgres"] = postgres, ["cluster"] = cluster });
    }

    private static async Task<(IReadOnlyList<LoadResult> Sqlite, IReadOnlyList<LoadResult> Postgres, double Microseconds)> OneProcessAsync(BenchContext context)
    {
        var settings = context.Settings;
        var schema = (await PostgresServer.GetAsync()).NewSchema();
        await using var sqlite = await RunningRouter.StartAsync(context, "on-sqlite");
        await using var postgres = await RunningRouter.StartAsync(context, "on-postgres", settings: BenchCluster.SettingsOf(schema, "all"));
        await sqlite.SpreadAsync(settings.Issues, settings.WarmUp);
        await postgres.SpreadAsync(settings.Issues, settings.WarmUp);
        var cost = new ProcessorCost(() => postgres.Process.ProcessorTime);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds,
            () => sqlite.SpreadAsync(settings.Issues, settings.Round),
            () => cost.OfAsync(() => postgres.SpreadAsync(settings.Issues, settings.Round)));
        return (runs[0], runs[1], cost.MicrosecondsARequest);
    }

    private static async Task<(IReadOnlyList<LoadResult> Runs, double Microseconds)> ClusterAsync(BenchContext context)
    {
        var settings = context.Settings;
        await using var cluster = await BenchCluster.StartAsync(context, "cluster");
        await cluster.WarmUpAsync(settings.Issues, settings.WarmUp);
        var cost = new ProcessorCost(() => cluster.ProcessorTime);
        var runs = await Rounds.AlternateAsync(settings.Rounds, () => cost.OfAsync(() => cluster.SpreadAsync(settings.Issues, settings.Round)));
        return (runs[0], cost.MicrosecondsARequest);
    }
}
