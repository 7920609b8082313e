using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>An installation moves from SQLite to PostgreSQL, as docs/migrate.md tells it.</summary>
[Trait("Category", "Postgres")]
public sealed class MigrateTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Installation_goes_on_in_its_new_store()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        var store = await PostgresDatabase.NewSchemaAsync();
        var before = new RouterOptions { DataDirectory = _directory.File("data"), ConfigFile = config };
        await using (var router = await RouterProcess.StartReadyAsync(before))
        {
            using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
            for (var i = 0; i < 10; i++)
                (await sender.SendAsync("event_alert.triggered", $"{8_000_000_000 + i}")).MustBeAccepted();
            await receiver.Calls.UntilAsync(calls => calls.SelectMany(call => call.IssueKeys).Distinct().Count() == 10, "every incident to be told", Bound);
            Assert.Equal(0, await router.StopAsync(Bound));
        }

        var migrated = await RouterCommand.RunAsync(["migrate", "--from", $"sqlite:{before.DataDirectory}", "--to", $"postgres:{store.ConnectionString}"]);
        Assert.True(migrated.ExitCode == 0, $"{migrated}");
        Assert.Contains("copied and compared", migrated.Output, StringComparison.Ordinal);
        var told = receiver.Calls.Snapshot().Count;

        await using var moved = await RouterProcess.StartReadyAsync(before with { Port = FreePort.Next(), Environment = store.Environment });
        using var api = await ManagementClient.OfAsync(moved);
        Assert.Equal(10, (await api.ListAsync("api/v1/issues?limit=200")).Count);
        using var again = new SignedSender(SampleConfig.PushUrl(moved), SampleConfig.ClientSecret);
        (await again.SendAsync("issue.resolved", $"{8_000_000_000}")).MustBeAccepted();
        await receiver.Calls.UntilAsync(calls => calls.Count > told, "the resolve to be told", Bound);
        Assert.Equal(0, await moved.StopAsync(Bound));
    }
}
