using System.Globalization;
using Npgsql;
using Router.Acceptance.Driver;
using Router.Storage.Tests.Postgres;

namespace Router.Acceptance;

/// <summary>Silos and API hosts as processes of their own, on one PostgreSQL schema.</summary>
[Trait("Category", "Postgres")]
public sealed class ClusterTest : IDisposable
{
    private const int Issues = 60;
    private const string Key = "cluster-admin-key-0123456789-0123456789";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Silo_that_is_killed_costs_no_webhook_and_counts_none_twice()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var store = (await PostgresServer.GetAsync()).NewSchema();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        Directory.CreateDirectory(_directory.File("silo-1"));
        await File.WriteAllTextAsync(Path.Combine(_directory.File("silo-1"), "admin.key"), Key);
        await using var one = await RouterProcess.StartReadyAsync(Options("silo-1", "silo", store, config));
        await using var two = await RouterProcess.StartReadyAsync(Options("silo-2", "silo", store, config));
        await using var first = await RouterProcess.StartReadyAsync(Options("api-1", "api", store, config));
        await using var second = await RouterProcess.StartReadyAsync(Options("api-2", "api", store, config));
        using (var sender = new SignedSender(SampleConfig.PushUrl(first), SampleConfig.ClientSecret))
            await sender.WarmUpAsync();
        await SendAsync(first);
        await SendAsync(second);

        await one.KillAsync();
        await SendAsync(second);
        await SendAsync(first);

        using var api = new ManagementClient(second.Url, Key);
        await Eventually.FitsAsync(async () => await CountsAsync(api), counts => counts.Count == Issues && counts.All(count => count == 4), "every webhook to be counted once", Bound);
        await receiver.Calls.UntilAsync(calls => calls.SelectMany(call => call.IssueKeys).Distinct().Count() == Issues + 1, "every incident to be told", Bound);
        using var silo = new ManagementClient(two.Url, Key);
        Assert.Equal(404, (await silo.GetAsync("api/v1/issues")).Status);
        Assert.Equal(0, await second.StopAsync(Bound));
        Assert.Equal(0, await two.StopAsync(Bound));
    }

    [Fact]
    public async Task Config_and_keys_of_one_host_are_every_host_s()
    {
        var store = (await PostgresServer.GetAsync()).NewSchema();
        var config = _directory.Write("router.yaml", SampleConfig.For(new("http://127.0.0.1:9/hook")));
        await using var silo = await RouterProcess.StartReadyAsync(Options("silo-1", "silo", store, config));
        Directory.CreateDirectory(_directory.File("api-1"));
        await File.WriteAllTextAsync(Path.Combine(_directory.File("api-1"), "admin.key"), Key);
        await using var first = await RouterProcess.StartReadyAsync(Options("api-1", "api", store, config));
        await using var second = await RouterProcess.StartReadyAsync(Options("api-2", "api", store, config));
        var changed = _directory.Write("changed.yaml", SampleConfig.For(new("http://127.0.0.1:9/hook"), "another-push-key-000002"));
        var keyFile = _directory.Write("cluster.key", Key);

        var apply = await RouterCommand.RunAsync(["config", "apply", changed, "--url", second.Url.ToString(), "--key-file", keyFile]);

        Assert.True(apply.ExitCode == 0, apply.Error);
        using var sender = new SignedSender(SampleConfig.PushUrl(first, "another-push-key-000002"), SampleConfig.ClientSecret);
        await Eventually.FitsAsync(() => sender.SendAsync("event_alert.triggered"), answer => answer.IsAccepted, "the other host to know the new push URL", Bound);
    }

    private RouterOptions Options(string name, string role, string store, string config) => new()
    {
        DataDirectory = _directory.File(name),
        ConfigFile = config,
        Environment = new Dictionary<string, string>
        {
            ["Router__Role"] = role,
            ["Router__Storage"] = "Postgres",
            ["Router__DrainFor"] = "00:00:00",
            // A machine that is busy with other tests is not overload.
            ["Router__Ingress__AnswerWithin"] = "00:00:15",
            ["Router__Silo__Port"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Router__Silo__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["ConnectionStrings__Router"] = new NpgsqlConnectionStringBuilder(store).ConnectionString,
        },
    };

    private static async Task<IReadOnlyList<long>> CountsAsync(ManagementClient api) =>
        [.. (await api.ListAsync("api/v1/issues?limit=200")).Where(issue => issue.GetProperty("key").GetString() != "web|issue|1").Select(issue => issue.GetProperty("count").GetInt64())];

    private static async Task SendAsync(RouterProcess router)
    {
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        var answers = await Task.WhenAll(Enumerable.Range(0, Issues).Select(i => sender.SendAsync("event_alert.triggered", (8_000_000_000 + i).ToString(CultureInfo.InvariantCulture))));
        foreach (var answer in answers)
            answer.MustBeAccepted();
    }
}
