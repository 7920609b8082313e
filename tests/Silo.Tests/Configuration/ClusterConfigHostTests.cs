using Microsoft.Extensions.Logging.Abstractions;
using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Silo.Configuration;

namespace Router.Silo.Tests.Configuration;

public sealed class ClusterConfigHostTests : IDisposable
{
    private const string First = "channels: [{ id: web }]\n";
    private const string Second = "channels: [{ id: web }, { id: shop }]\n";
    private const string WithSecret = "channels: [{ id: web }]\nintegrations: [{ id: web, name: web, key: \"${file:web.key}\", clientSecrets: [s3cret-of-web], channel: web }]\n";
    private readonly TemporaryFolder _folder = new();

    public ClusterConfigHostTests() => File.WriteAllText(FilePath, First);

    private string FilePath => _folder.File("router.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Change_of_one_host_is_in_force_at_the_next_look_of_another()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        using ClusterConfigHost one = Host(world), two = Host(world);

        Assert.Equal(2, Assert.IsType<ConfigChange.InForce>(await one.ChangeAsync(_ => ConfigDraft.Of(Second), 1, "ann", null)).Version);
        Assert.Equal((2, 1), (one.Table.Version, two.Table.Version));
        await two.LookAsync(default);

        Assert.NotNull(two.Table.Channel("shop"));
        Assert.Equal(2, two.Table.Version);
    }

    [Fact]
    public async Task Of_changes_of_several_hosts_from_one_version_one_is_taken()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        var hosts = Enumerable.Range(0, 4).Select(_ => Host(world)).ToList();

        var changes = await Task.WhenAll(hosts.Select((host, i) => Task.Run(() => host.ChangeAsync(_ => ConfigDraft.Of($"# {i}\n{First}"), 1, "ann", null))));

        Assert.Single(changes.OfType<ConfigChange.InForce>());
        Assert.Equal(3, changes.OfType<ConfigChange.Outdated>().Count());
        var newest = await world.History.NewestAsync();
        Assert.Equal((2, newest), (newest!.Version, await world.History.FindAsync(2)));
        hosts.ForEach(host => host.Dispose());
    }

    [Fact]
    public async Task Version_that_this_host_can_not_use_changes_nothing_here_until_it_can()
    {
        await using var world = await ConfigWorld.StartAsync(_folder.Path);
        using var host = Host(world);
        await world.History.RecordAsync(WithSecret, "ann", null);

        await host.LookAsync(default);

        Assert.Equal(1, host.Table.Version);
        Assert.Contains("web.key", host.Problem, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.File("web.key"), "push-key-of-the-web-team-0001");
        await host.LookAsync(default);
        Assert.Equal((2, null), (host.Table.Version, host.Problem));
    }

    private static ClusterConfigHost Host(ConfigWorld world) =>
        new(new(world.Settings.ConfigFile, world.Host.Table, default), world.History, TimeProvider.System, NullLogger<ClusterConfigHost>.Instance);
}
