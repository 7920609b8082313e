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
        var settings = context.Settings;
        var schema = (await PostgresServer.GetAsync()).NewSchema();
        await using var sqlite = await RunningRouter.StartAsync(context, "on-sqlite");
        await using var postgres = await RunningRouter.StartAsync(context, "on-postgres", settings: BenchCluster.SettingsOf(schema, "all"));
        await using var cluster = await BenchCluster.StartAsync(context, "cluster");
        await sqlite.SpreadAsync(settings.Issues, settings.WarmUp);
        await postgres.SpreadAsync(settings.Issues, settings.WarmUp);
        await cluster.WarmUpAsync(settings.Issues, settings.WarmUp);

        var alone = new ProcessorCost(() => postgres.Process.ProcessorTime);
        var spread = new ProcessorCost(() => cluster.ProcessorTime);
        var runs = await Rounds.AlternateAsync(
            settings.Rounds,
            () => sqlite.SpreadAsync(settings.Issues, settings.Round),
            () => alone.OfAsync(() => postgres.SpreadAsync(settings.Issues, settings.Round)),
            () => spread.OfAsync(() => cluster.SpreadAsync(settings.Issues, settings.Round)));
        var (onSqlite, onPostgres, onCluster) = (BenchContext.Median(runs[0]), BenchContext.Median(runs[1]), BenchContext.Median(runs[2]));
        return new(
            [
                new("one process on SQLite", onSqlite, "webhooks/s"),
                new("one process on PostgreSQL", onPostgres, "webhooks/s"),
                new("one process, PostgreSQL / SQLite", onPostgres / onSqlite, "ratio") { AtLeast = 0.5 },
                new("3 silos and 2 API hosts on PostgreSQL, on this one machine", onCluster, "webhooks/s"),
                new("CPU a webhook, one process on PostgreSQL", alone.MicrosecondsARequest, "us"),
                new("CPU a webhook, 3 silos and 2 API hosts", spread.MicrosecondsARequest, "us"),
                new("CPU a webhook, cluster / one process", spread.MicrosecondsARequest / alone.MicrosecondsARequest, "ratio"),
            ],
            new Dictionary<string, IReadOnlyList<LoadResult>> { ["sqlite"] = runs[0], ["postgres"] = runs[1], ["cluster"] = runs[2] });
    }
}
