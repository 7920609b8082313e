using System.Collections.Concurrent;
using System.Globalization;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>A backup that is taken under load has all that was answered before it began, and a router goes on from it.</summary>
public sealed class BackupTest : IDisposable
{
    private const int Issues = 50;
    private const int Senders = 4;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Data_folder_is_copied_under_load_and_the_copy_is_a_data_folder()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var copy = _directory.File("copy");
        var data = Directory.CreateDirectory(_directory.File("data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "router.yaml"), SampleConfig.For(receiver.Url));
        IReadOnlyDictionary<string, (int Before, int Sent)> counts;
        string key;
        await using (var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data, Environment = RouterOptions.Patient }))
        {
            key = await router.AdminKeyAsync();
            counts = await LoadAsync(router, async () =>
            {
                var backup = await RouterCommand.RunAsync(["backup", "--data", data, "--to", copy], Bound);
                Assert.True(backup.ExitCode == 0, backup.Error);
            });
            var again = await RouterCommand.RunAsync(["backup", "--data", data, "--to", copy]);
            Assert.Equal(1, again.ExitCode);
            await router.KillAsync();
        }

        Assert.Equal(["admin.key", "router.db", "router.yaml", "session-keys"], Directory.EnumerateFileSystemEntries(copy).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await using var restored = await RouterProcess.StartReadyAsync(new() { DataDirectory = copy, Environment = RouterOptions.Patient });
        Assert.Equal(key, await restored.AdminKeyAsync());
        await MustHaveAsync(restored, key, counts);
        Assert.Equal(0, await restored.StopAsync(Bound));
    }

    [Fact]
    [Trait("Category", "Postgres")]
    public async Task Schema_is_dumped_under_load_and_restored_into_an_empty_database()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var store = await PostgresDatabase.NewSchemaAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        var options = new RouterOptions { DataDirectory = _directory.File("data"), ConfigFile = config, Environment = On(store) };
        var dump = _directory.File("router.dump");
        IReadOnlyDictionary<string, (int Before, int Sent)> counts;
        string key;
        await using (var router = await RouterProcess.StartReadyAsync(options))
        {
            key = await router.AdminKeyAsync();
            counts = await LoadAsync(router, async () => Assert.Equal(0, (await store.RunAsync("backup.sh", dump, Bound)).ExitCode));
            await router.KillAsync();
        }

        var other = await store.NewLikeThisAsync();
        var restore = await other.RunAsync("restore.sh", dump, Bound);
        Assert.True(restore.ExitCode == 0, restore.Output);
        var full = await other.RunAsync("restore.sh", dump, Bound);
        Assert.Equal(1, full.ExitCode);
        Assert.Contains("is not empty", full.Output, StringComparison.Ordinal);

        await using var restored = await RouterProcess.StartReadyAsync(options with { Port = FreePort.Next(), Environment = On(other) });
        await MustHaveAsync(restored, key, counts);
        Assert.Equal(0, await restored.StopAsync(Bound));
    }

    /// <summary>Sends while the backup is taken.</summary>
    /// <returns>For each issue the triggers that were accepted before it began, and all that were sent until it had ended.</returns>
    private static async Task<IReadOnlyDictionary<string, (int Before, int Sent)>> LoadAsync(RouterProcess router, Func<Task> backup)
    {
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        var (sent, accepted) = (new ConcurrentDictionary<string, int>(), new ConcurrentDictionary<string, int>());
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var total = 0;
        using var done = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(lane => Task.Run(async () =>
        {
            for (var i = lane; !done.IsCancellationRequested; i += Senders)
            {
                var id = (8_000_000_000 + (i % Issues)).ToString(CultureInfo.InvariantCulture);
                sent.AddOrUpdate(id, 1, (_, n) => n + 1);
                if ((await sender.SendAsync("event_alert.triggered", id)).IsAccepted)
                    accepted.AddOrUpdate(id, 1, (_, n) => n + 1);
                if (Interlocked.Increment(ref total) == Issues * 4)
                    enough.SetResult();
            }
        })).ToArray();

        await enough.Task.WaitAsync(Bound);
        var before = accepted.ToDictionary();
        await backup();
        await done.CancelAsync();
        await Task.WhenAll(senders).WaitAsync(Bound);
        Assert.True(accepted.Values.Sum() > before.Values.Sum(), "nothing was accepted while the backup was taken");
        return before.ToDictionary(pair => $"web|issue|{pair.Key}", pair => (pair.Value, sent[pair.Key]));
    }

    private static async Task MustHaveAsync(RouterProcess router, string key, IReadOnlyDictionary<string, (int Before, int Sent)> counts)
    {
        using var api = new ManagementClient(router.Url, key);
        Assert.Equal(Issues, counts.Count);
        // A list may be a moment behind: what the crash had left to do is done after the start.
        await Eventually.FitsAsync(
            async () => (await api.ListAsync("api/v1/issues?limit=200")).ToDictionary(issue => issue.GetProperty("key").GetString()!, issue => issue.GetProperty("count").GetInt32()),
            issues => counts.All(issue => issues.GetValueOrDefault(issue.Key) is var count && count >= issue.Value.Before && count <= issue.Value.Sent),
            "every issue's count between what was accepted before the backup and what was sent until its end",
            Bound);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        (await sender.SendAsync("issue.resolved", "8000000000")).MustBeAccepted();
    }

    private static Dictionary<string, string> On(PostgresDatabase store) => new([.. RouterOptions.Patient, .. store.Environment]);
}
