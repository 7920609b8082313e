using System.Globalization;
using Npgsql;
using Router.Load.Client;
using Router.Load.Requests;
using Router.Storage.Tests.Postgres;

namespace Router.Load.Scenarios;

/// <summary>What a webhook of 6 KB costs a disk, at a constant rate: what sizing starts from.</summary>
internal sealed class BytesWritten : IScenario
{
    private const double Rate = 1_000;

    private const string Log = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8";

    private const string Transactions = "select sum(xact_commit)::float8 from pg_stat_database where datname = current_database()";

    private const string Tables = "select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::float8 from pg_inherits where inhparent = 'journal'::regclass";

    public string Name => "bytes";

    public async Task<ScenarioResult> RunAsync(BenchContext context)
    {
        var sqlite = await OnSqliteAsync(context);
        var (postgres, runs) = BenchCluster.Unavailable() is null ? await OnPostgresAsync(context) : ([], []);
        return new([.. sqlite.Figures, .. postgres], new Dictionary<string, IReadOnlyList<LoadResult>> { ["sqlite"] = sqlite.Runs, ["postgres"] = runs });
    }

    private static async Task<(Figure[] Figures, LoadResult[] Runs)> OnSqliteAsync(BenchContext context)
    {
        await using var router = await RunningRouter.StartAsync(context, "bytes-sqlite");
        await router.FillAsync(context.Settings.Issues);
        var (first, repeats) = await CostAsync(() => ValueTask.FromResult(WrittenBy(router.Process.Id)), () => RepeatAsync(router, context));
        var (second, opened) = await CostAsync(() => ValueTask.FromResult(WrittenBy(router.Process.Id)), () => OpenAsync(router, context));
        return ([new("SQLite: written a repeat", first, "bytes"), new("SQLite: written a new issue", second, "bytes")], [repeats, opened]);
    }

    private static async Task<(Figure[] Figures, LoadResult[] Runs)> OnPostgresAsync(BenchContext context)
    {
        var schema = (await PostgresServer.GetAsync()).NewSchema();
        await using var router = await RunningRouter.StartAsync(context, "bytes-postgres", settings: BenchCluster.SettingsOf(schema, "all"));
        await using var server = NpgsqlDataSource.Create(schema);
        await router.FillAsync(context.Settings.Issues);
        var table = await AskAsync(server, Tables);
        var (first, repeats) = await CostAsync(() => AskAsync(server, Log), () => RepeatAsync(router, context));
        var kept = (await AskAsync(server, Tables) - table) / repeats.Requests;
        var (transactions, more) = await CostAsync(() => AskAsync(server, Transactions), () => RepeatAsync(router, context));
        var (second, opened) = await CostAsync(() => AskAsync(server, Log), () => OpenAsync(router, context));
        return (
            [
                new("PostgreSQL: log a repeat", first, "bytes"),
                new("PostgreSQL: journal kept a repeat", kept, "bytes"),
                new($"PostgreSQL: transactions a webhook, at {Rate:#,0} a second", transactions, "ratio"),
                new("PostgreSQL: log a new issue", second, "bytes"),
            ],
            [repeats, more, opened]);
    }

    private static Task<LoadResult> RepeatAsync(RunningRouter router, BenchContext context) => RunAsync(router, context, IssueChoices.Uniform(context.Settings.Issues));

    private static Task<LoadResult> OpenAsync(RunningRouter router, BenchContext context) => RunAsync(router, context, IssueChoices.Sequential(10 * context.Settings.Issues));

    private static async Task<LoadResult> RunAsync(RunningRouter router, BenchContext context, IssueChoice choose) =>
        RunningRouter.AllAccepted(await LoadRun.RunAsync(router.Load(choose) with { Rate = Rate, Duration = context.Settings.Round }));

    /// <summary>How much a counter grows a webhook, until a moment after the last: what is deferred is written by then.</summary>
    private static async Task<(double Each, LoadResult Run)> CostAsync(Func<ValueTask<double>> counter, Func<Task<LoadResult>> load)
    {
        var before = await counter();
        var run = await load();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        return ((await counter() - before) / run.Requests, run);
    }

    private static double WrittenBy(int process) => double.Parse(
        File.ReadLines($"/proc/{process}/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    private static async ValueTask<double> AskAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
