using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Storage.Sqlite;

namespace Router.Acceptance;

/// <summary>A disk that is really full, or read-only: refused while it is, nothing accepted is lost, and it goes on when there is room.</summary>
public sealed class DiskFullTest : IDisposable
{
    private const int Each = 50;
    private const int MostToFill = 3_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly TempDirectory _directory = new();
    private readonly List<(string Receipt, string EventId)> _accepted = [];

    public void Dispose() => _directory.Dispose();

    [MountFact]
    public async Task Full_disk_refuses_with_503_and_goes_on_with_room_and_loses_nothing()
    {
        using var disk = new SmallFileSystem(96);
        var data = Path.Combine(disk.Path, "data");
        await using var receiver = await TestReceiver.StartAsync();
        var options = new RouterOptions { DataDirectory = data, ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)) };
        await using (var router = await RouterProcess.StartReadyAsync(options))
        {
            using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
            await sender.WarmUpAsync();
            for (var i = 0; i < Each; i++)
                Assert.Equal(202, (await SendAsync(sender, i)).Status);

            disk.Fill();
            // What the log already holds of space is still written to.
            var refused = WebhookAnswer.None;
            for (var i = 0; i < MostToFill && refused.Status != 503; i++)
                refused = await SendAsync(sender, i);
            Assert.Equal(503, refused.Status);
            using (var problem = JsonDocument.Parse(refused.Body))
            {
                Assert.Equal("store_unavailable", problem.RootElement.GetProperty("reason").GetString());
                Assert.Equal(503, problem.RootElement.GetProperty("status").GetInt32());
            }

            disk.Free();
            await Eventually.FitsAsync(() => SendAsync(sender, MostToFill), answer => answer.IsAccepted, "webhooks to be taken again", Bound);
            for (var i = 0; i < Each; i++)
            {
                var number = MostToFill + i;
                await Eventually.FitsAsync(() => SendAsync(sender, number), answer => answer.Status == 202, "a webhook to be taken", Bound);
            }

            await router.ReadyAsync(Bound);
            Assert.Equal(0, await router.StopAsync(Bound));
        }

        await AssertJournalAsync(data);
    }

    [MountFact]
    public async Task Disk_that_is_full_at_the_start_is_said_and_the_start_fails()
    {
        using var disk = new SmallFileSystem(1);
        disk.Fill();
        await AssertStartRefusedAsync(Path.Combine(disk.Path, "data"));
    }

    [MountFact]
    public async Task Read_only_disk_is_said_and_its_store_is_untouched()
    {
        using var disk = new SmallFileSystem(24);
        var data = Path.Combine(disk.Path, "data");
        await using (var store = await OpenAsync(data))
            Assert.NotNull(store);
        disk.MakeReadOnly();
        var before = Contents(data);
        await AssertStartRefusedAsync(data);
        Assert.Equal(before, Contents(data));
    }

    private static Dictionary<string, string> Contents(string data) =>
        Directory.GetFiles(data).ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    private static Task<SqliteStore> OpenAsync(string data) =>
        SqliteStore.OpenAsync(new() { Directory = data }, new IssueReplay(), TimeProvider.System, NullLogger<SqliteStore>.Instance);

    private async Task AssertStartRefusedAsync(string data)
    {
        var config = _directory.Write("router.yaml", SampleConfig.For(new("http://127.0.0.1:9/")));
        await using var router = RouterProcess.Start(new() { DataDirectory = data, ConfigFile = config });
        Assert.Equal(1, await router.ExitAsync(Bound));
        var output = router.Output.Snapshot();
        Assert.Contains(output, line => line.StartsWith("router: ", StringComparison.Ordinal) && line.Contains(data, StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    private async Task<WebhookAnswer> SendAsync(SignedSender sender, int issue)
    {
        var options = SignedSender.Fresh($"{8_000_000_000 + issue}");
        var answer = await sender.SendAsync(SentrySample.Create("event_alert.triggered", options));
        if (answer.IsAccepted)
            _accepted.Add((answer.Receipt!, options.EventId.ToString("N")));
        return answer;
    }

    /// <summary>Every 202 is in the journal at the place that its receipt names, and its issue counts it.</summary>
    private async Task AssertJournalAsync(string data)
    {
        await using var store = await OpenAsync(data);
        var events = new Dictionary<string, string>();
        for (long after = 0; await store.ReadAfterAsync(after, 1_000) is { Count: > 0 } page; after = page[^1].Position)
        {
            foreach (var entry in page.Where(e => e.Kind == JournalKind.Issue))
                events.Add($"{new ReceiptId(entry.Position)}", StoredJson.Read<IssueJournalEntry>(entry.Data).Input.Alert!.EventId!);
        }

        Assert.True(_accepted.Count >= 2 * Each);
        foreach (var (receipt, eventId) in _accepted)
            Assert.Equal(eventId, events.GetValueOrDefault(receipt));
    }
}
