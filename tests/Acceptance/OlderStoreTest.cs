using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Router.Acceptance.Driver;
using Router.Deploy.Tests;

namespace Router.Acceptance;

/// <summary>
/// This version starts on what an older one left, and goes on from it. In <c>Older/</c>, a file for each: a data folder after a SIGKILL, or a
/// backup of PostgreSQL (<c>keep.sh</c>). There an issue came twice, one was resolved, one is open, and so is a metric alert.
/// </summary>
public sealed partial class OlderStoreTest : IDisposable
{
    private const string AdminKey = "kept-admin-key-0123456789abcdefghijklmnop";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public static TheoryData<string> Folders => Kept("*.tar.gz");

    public static TheoryData<string> Dumps => Kept("*.dump");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Data_folder_of_an_older_version_is_gone_on_from(string name)
    {
        var data = Directory.CreateDirectory(_directory.File("data")).FullName;
        await using (var file = File.OpenRead(Older(name)))
        await using (var unzipped = new GZipStream(file, CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(unzipped, data, overwriteFiles: false);

        await MustGoOnAsync(new() { DataDirectory = data, Environment = RouterOptions.Patient }, await File.ReadAllTextAsync(Path.Combine(data, "router.yaml")));
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    [Trait("Category", "Postgres")]
    public async Task Database_of_an_older_version_is_gone_on_from(string name)
    {
        var database = await PostgresDatabase.NewAsync("router");
        var restore = await database.RunAsync("restore.sh", Older(name), Bound);
        Assert.True(restore.ExitCode == 0, restore.Output);

        var data = Directory.CreateDirectory(_directory.File("data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "admin.key"), AdminKey);
        await MustGoOnAsync(new() { DataDirectory = data, Environment = new Dictionary<string, string>([.. RouterOptions.Patient, .. database.Environment]) }, await File.ReadAllTextAsync(Older("keep.yaml")));
    }

    private static async Task MustGoOnAsync(RouterOptions options, string config)
    {
        string[] incidents;
        await using (var router = await RouterProcess.StartReadyAsync(options))
        {
            using var api = new ManagementClient(router.Url, await router.AdminKeyAsync());
            Assert.Equal(
                ["web|issue|1 Triggered 2", "web|issue|2 Resolved 1", "web|issue|3 Triggered 1", "web|metric|77 Triggered 1"],
                await ListAsync(api, "issues", issue => $"{issue.GetProperty("key")} {issue.GetProperty("status")} {issue.GetProperty("count")}"));
            var first = (await api.GetJsonAsync("api/v1/issues/web%7Cissue%7C1")).GetProperty("timeline").GetProperty("items").EnumerateArray().Last();
            Assert.Equal("triggered", (await api.GetJsonAsync($"api/v1/receipts/{first.GetProperty("receipt")}")).GetProperty("reason").GetString());

            using var sender = new SignedSender(new(router.Url, $"webhooks/sentry/{Key().Match(config).Groups[1].Value}"), Secret().Match(config).Groups[1].Value);
            Assert.Equal("repeated", (await sender.SendAsync("event_alert.triggered", "1")).Reason);
            Assert.Equal("triggered", (await sender.SendAsync("event_alert.triggered", "2")).Reason);
            Assert.Equal("resolved", (await sender.SendAsync("issue.resolved", "3")).Reason);
            // The group's resolved incident is followed by a second one, an hour after its end.
            incidents = await Eventually.FitsAsync(
                () => IncidentsAsync(api),
                all => all.Contains("7c6f174a31a5a3633197cdd45d681a57-1 Resolved") && all.Any(each => each.StartsWith("753e788d2656f7e681f8a1918591bd58-", StringComparison.Ordinal) && each.EndsWith(" Triggered", StringComparison.Ordinal)),
                "what was open to be resolved under the id that it had, and what was resolved to be told again",
                Bound);
            await router.KillAsync();
        }

        await using var again = await RouterProcess.StartReadyAsync(options with { Port = FreePort.Next() });
        using var reader = new ManagementClient(again.Url, await again.AdminKeyAsync());
        Assert.Equal(incidents, await IncidentsAsync(reader));
        Assert.Equal(
            ["web|issue|1 Triggered 3", "web|issue|2 Triggered 2", "web|issue|3 Resolved 1", "web|metric|77 Triggered 1"],
            await ListAsync(reader, "issues", issue => $"{issue.GetProperty("key")} {issue.GetProperty("status")} {issue.GetProperty("count")}"));
        Assert.Equal(0, await again.StopAsync(Bound));
    }

    private static Task<string[]> IncidentsAsync(ManagementClient api) => ListAsync(api, "incidents", incident => $"{incident.GetProperty("id")} {incident.GetProperty("status")}");

    private static async Task<string[]> ListAsync(ManagementClient api, string list, Func<System.Text.Json.JsonElement, string> read) =>
        [.. (await api.ListAsync($"api/v1/{list}?limit=200")).Select(read).Order(StringComparer.Ordinal)];

    private static TheoryData<string> Kept(string pattern) => [.. Directory.EnumerateFiles(Older("."), pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Older(string name) => Repository.File($"tests/Acceptance/Older/{name}");

    [GeneratedRegex("""key: "?([^"\s]+)""")]
    private static partial Regex Key();

    [GeneratedRegex("""clientSecrets:(?:\s|\[|-|#[^\n]*\n)*"([^"]+)""")]
    private static partial Regex Secret();
}
