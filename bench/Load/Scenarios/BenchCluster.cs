using System.Globalization;
using Npgsql;
using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;
using Router.Storage.Tests.Postgres;

namespace Router.Load.Scenarios;

/// <summary>Three silos and two API hosts as processes of their own, on one PostgreSQL schema, at shipped settings.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const int Silos = 3;
    private const int Apis = 2;

    private readonly List<RunningRouter> _silos = [];
    private readonly List<RunningRouter> _apis = [];

    private BenchCluster()
    {
    }

    /// <summary>The silos that run.</summary>
    public IReadOnlyList<RunningRouter> RunningSilos => _silos;

    /// <summary>The hosts that take webhooks.</summary>
    public IReadOnlyList<RunningRouter> Hosts => _apis;

    /// <summary>Processor time of all processes since they were started.</summary>
    public TimeSpan ProcessorTime => _silos.Concat(_apis).Aggregate(TimeSpan.Zero, (sum, router) => sum + router.Process.ProcessorTime);

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Unavailable() => Directory.Exists("/usr/lib/postgresql") ? null : "PostgreSQL is not installed";

    /// <summary>The settings of a host on a schema.</summary>
    public static Dictionary<string, string> SettingsOf(string schema, string role) => new()
    {
        ["Router__Role"] = role,
        ["Router__Storage"] = "Postgres",
        ["Router__DrainFor"] = "00:00:00",
        ["Router__Silo__Port"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["Router__Silo__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["ConnectionStrings__Router"] = new NpgsqlConnectionStringBuilder(schema).ConnectionString,
    };

    /// <summary>Starts one on a new schema and waits until every host takes webhooks.</summary>
    public static async Task<BenchCluster> StartAsync(BenchContext context, string name)
    {
        var schema = (await PostgresServer.GetAsync()).NewSchema();
        var cluster = new BenchCluster();
        try
        {
            for (var silo = 1; silo <= Silos; silo++)
                cluster._silos.Add(await RunningRouter.StartSiloAsync(context, $"{name}-silo-{silo}", SettingsOf(schema, "silo")));
            for (var api = 1; api <= Apis; api++)
                cluster._apis.Add(await RunningRouter.StartAsync(context, $"{name}-api-{api}", settings: SettingsOf(schema, "api")));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The load until every process has compiled its hot paths; five cold ones on a small machine may refuse some of it.</summary>
    public Task WarmUpAsync(long issues, TimeSpan duration) => LoadAsync(issues, duration);

    /// <summary>Closed loop over both API hosts, half of the connections each; every answer must be 202.</summary>
    public async Task<LoadResult> SpreadAsync(long issues, TimeSpan duration)
    {
        var half = await LoadAsync(issues, duration);
        var statuses = half.SelectMany(run => run.Statuses).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Sum(status => status.Value));
        return RunningRouter.AllAccepted(half[0] with
        {
            Requests = half.Sum(run => run.Requests),
            AcceptedPerSecond = half.Sum(run => run.AcceptedPerSecond),
            Statuses = statuses,
            Broken = half.Sum(run => run.Broken),
            Unanswered = half.Sum(run => run.Unanswered),
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var router in _apis.Concat(_silos))
            await router.DisposeAsync();
    }

    private Task<LoadResult[]> LoadAsync(long issues, TimeSpan duration) =>
        Task.WhenAll(_apis.Select(api => LoadRun.RunAsync(api.Load(IssueChoices.Uniform(issues)) with { Duration = duration, Connections = 64 / Apis })));
}
