using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Silo.Configuration;

namespace Router.Silo.Tests.Configuration;

public sealed class ConfigEditorTests : IDisposable
{
    private const string First = "# first\nchannels: [{ id: web }]\n";
    private const string Second = "# second\nchannels: [{ id: web }, { id: shop }]\n";
    private readonly TemporaryFolder _folder = new();

    public ConfigEditorTests() => File.WriteAllText(FilePath, First);

    private string FilePath => _folder.File("router.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Change_is_in_force_at_once_and_in_file_and_history()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);

        var change = await world.Editor.ChangeAsync(ConfigDraft.Of(Second), 1, "ann", "a second channel");

        Assert.Equal(2, Assert.IsType<ConfigChange.InForce>(change).Version);
        Assert.NotNull(world.Host.Table.Channel("shop"));
        Assert.Equal(Second, await File.ReadAllTextAsync(FilePath));
        var revisions = await world.History.ListAsync(long.MaxValue, 10);
        Assert.Equal([(2L, "ann", "a second channel", Second), (1L, "file", null!, First)], revisions.Select(r => (r.Version, r.Author, r.Reason!, r.Text)));
    }

    [Fact]
    public async Task Restart_keeps_version_and_author()
    {
        await using (var world = await ConfigWorld.StartAsync(_folder.Path))
            await world.Editor.ChangeAsync(ConfigDraft.Of(Second), 1, "ann", null);

        await using var again = await ConfigWorld.StartAsync(_folder.Path);

        Assert.Equal(2, again.Host.Table.Version);
        Assert.Equal("ann", (await again.History.FindAsync(2))!.Author);
    }

    [Fact]
    public async Task Same_document_is_no_new_version()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);

        Assert.Equal(1, Assert.IsType<ConfigChange.InForce>(await world.Editor.ChangeAsync(ConfigDraft.Of(First), 1, "ann", null)).Version);
    }

    [Fact]
    public async Task Bad_document_changes_nothing()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);

        var change = await world.Editor.ChangeAsync(ConfigDraft.Of("nonsense: 1"), 1, "ann", null);

        Assert.Equal("nonsense", Assert.IsType<ConfigChange.Invalid>(change).Diagnostics.First(d => d.IsError).Path);
        Assert.Equal((1, First), (world.Host.Table.Version, await File.ReadAllTextAsync(FilePath)));
    }

    [Fact]
    public async Task Edit_that_was_refused_is_set_aside_by_a_change()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        await File.WriteAllTextAsync(FilePath, "channels: [{ id: web }");

        Assert.IsType<ConfigChange.InForce>(await world.Editor.ChangeAsync(ConfigDraft.Of(Second), 1, "ann", null));

        Assert.Equal((Second, "channels: [{ id: web }"), (await File.ReadAllTextAsync(FilePath), await File.ReadAllTextAsync($"{FilePath}.refused")));
    }

    [Fact]
    public async Task Change_from_another_version_is_outdated_also_when_the_file_was_edited_just_now()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        await File.WriteAllTextAsync(FilePath, Second);

        var change = await world.Editor.ChangeAsync(ConfigDraft.Of("channels: []"), 1, "ann", null);

        Assert.Equal(2, Assert.IsType<ConfigChange.Outdated>(change).Version);
        Assert.Equal(Second, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Of_two_changes_from_one_version_one_is_taken()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);

        var changes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => world.Editor.ChangeAsync(ConfigDraft.Of($"{First}# {i}\n"), 1, "ann", null))));

        Assert.Single(changes.OfType<ConfigChange.InForce>());
        Assert.Equal(3, changes.OfType<ConfigChange.Outdated>().Count());
    }

    [Fact]
    public async Task File_that_the_operator_named_is_refused_with_the_reason()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.File("data"), FilePath);

        Assert.Contains("--config", world.Editor.Refusal, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Editor.ChangeAsync(ConfigDraft.Of(Second), 1, "ann", null));
        Assert.Equal(First, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Removed_sink_is_found_in_the_newest_version_that_had_it()
    {
        static string With(string url) => $"channels: [{{ id: web, sinks: [ops] }}]\nsinks: [{{ id: ops, type: webhook, url: '{url}' }}]\n";
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        foreach (var (text, i) in ((string[])[With("https://a.example"), With("https://b.example"), Second, First]).Select((t, i) => (t, i)))
            await world.Editor.ChangeAsync(ConfigDraft.Of(text), i + 1, "ann", null);
        var past = new PastSinks(world.History, ConfigFile.Values(FilePath), world.Host);

        Assert.Equal("https://b.example/", Assert.IsType<WebhookSinkConfig>((await past.FindAsync("ops"))!.Sink).Url.AbsoluteUri);
        Assert.Null(await past.FindAsync("never"));

        await world.Editor.ChangeAsync(ConfigDraft.Of(With("https://c.example")), 5, "ann", null);
        await world.Editor.ChangeAsync(ConfigDraft.Of(Second), 6, "ann", null);
        Assert.Equal("https://c.example/", Assert.IsType<WebhookSinkConfig>((await past.FindAsync("ops"))!.Sink).Url.AbsoluteUri);
    }
}
