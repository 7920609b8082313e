using System.Globalization;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>Silos and API hosts as processes of their own, on one PostgreSQL schema.</summary>
[Trait("Category", "Postgres")]
public sealed class ClusterTest : IDisposable
{
    private const int Issues = 60;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Silo_that_is_killed_costs_no_webhook_and_counts_none_twice()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var store = await PostgresDatabase.NewSchemaAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        ProcessCluster.GiveKey(_directory, "silo-1");
        await using var one = await RouterProcess.StartReadyAsync(Options("silo-1", store, config));
        await using var two = await RouterProcess.StartReadyAsync(Options("silo-2", store, config));
        await using var first = await RouterProcess.StartReadyAsync(Options("api-1", store, config));
        await using var second = await RouterProcess.StartReadyAsync(Options("api-2", store, config));
        using (var sender = new SignedSender(SampleConfig.PushUrl(first), SampleConfig.ClientSecret))
            await sender.WarmUpAsync();
        await SendAsync(first);
        await SendAsync(second);

        await one.KillAsync();
        await SendAsync(second);
        await SendAsync(first);

        using var api = new ManagementClient(second.Url, ProcessCluster.AdminKey);
        await Eventually.FitsAsync(async () => await CountsAsync(api), counts => counts.Count == Issues && counts.All(count => count == 4), "every webhook to be counted once", Bound);
        await receiver.Calls.UntilAsync(calls => calls.SelectMany(call => call.IssueKeys).Distinct().Count() == Issues + 1, "every incident to be told", Bound);
        using var silo = new ManagementClient(two.Url, ProcessCluster.AdminKey);
        Assert.Equal(404, (await silo.GetAsync("api/v1/issues")).Status);
        Assert.Equal(0, await second.StopAsync(Bound));
        Assert.Equal(0, await two.StopAsync(Bound));
    }

    [Fact]
    public async Task Config_and_keys_of_one_host_are_every_host_s()
    {
        var store = await PostgresDatabase.NewSchemaAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(new("http://127.0.0.1:9/hook")));
        await using var silo = await RouterProcess.StartReadyAsync(Options("silo-1", store, config));
        ProcessCluster.GiveKey(_directory, "api-1");
        await using var first = await RouterProcess.StartReadyAsync(Options("api-1", store, config));
        await using var second = await RouterProcess.StartReadyAsync(Options("api-2", store, config));
        var changed = _directory.Write("changed.yaml", SampleConfig.For(new("http://127.0.0.1:9/hook"), "another-push-key-000002"));
        var keyFile = _directory.Write("cluster.key", ProcessCluster.AdminKey);

        var apply = await RouterCommand.RunAsync(["config", "apply", changed, "--url", second.Url.ToString(), "--key-file", keyFile]);

        Assert.True(apply.ExitCode == 0, apply.Error);
        using var sender = new SignedSender(SampleConfig.PushUrl(first, "another-push-key-000002"), SampleConfig.ClientSecret);
        await Eventually.FitsAsync(() => sender.SendAsync("event_alert.triggered"), answer => answer.IsAccepted, "the other host to know the new push URL", TimeSpan.FromSeconds(10));
    }

    private RouterOptions Options(string name, PostgresDatabase store, string config) => ProcessCluster.Options(_directory, name, store, config);

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
