using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Silo.Commands;
using Router.Silo.Configuration;
using Router.Silo.Hosting;
using Router.Storage;
using Router.Storage.Sqlite;

namespace Router.Silo.Tests.Configuration;

/// <summary>A config file with its history in a real store. A second world over the same folder is a restart.</summary>
internal sealed class ConfigWorld : IAsyncDisposable
{
    private ConfigWorld(SqliteStore store, RouterSettings settings, ConfigHistory history, ConfigHost host) =>
        (Store, History, Host, Editor, Settings) = (store, history, host, new(host, settings), settings);

    public SqliteStore Store { get; }

    public ConfigHistory History { get; }

    public ConfigHost Host { get; }

    public ConfigEditor Editor { get; }

    public RouterSettings Settings { get; }

    public static async Task<ConfigWorld> StartAsync(string folder, string? config = null)
    {
        var arguments = new RunArguments { Data = folder, Config = config };
        var settings = RouterSettings.Read(arguments, new ConfigurationBuilder().Build());
        var start = await RouterStart.CreateAsync(settings, TimeProvider.System, NullLoggerFactory.Instance);
        return new(start.Store, settings, start.History, new(start.Config, start.History, TimeProvider.System, NullLogger<ConfigHost>.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Store.DisposeAsync();
    }
}
