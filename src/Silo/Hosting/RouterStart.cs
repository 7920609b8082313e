using System.Security.Cryptography;
using Router.Api.Auth;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Silo.Configuration;
using Router.Storage;
using Router.Storage.Sqlite;

namespace Router.Silo.Hosting;

/// <summary>What must be there before the host is built: the data folder, the admin key, the store and a good config.</summary>
internal sealed class RouterStart
{
    private RouterStart(DataFolder folder, AdminKey adminKey, SqliteStore store, ConfigVersions versions, ConfigStart config, bool isFirst) =>
        (Folder, AdminKey, Store, Versions, Config, IsFirst) = (folder, adminKey, store, versions, config, isFirst);

    /// <summary>The data folder.</summary>
    public DataFolder Folder { get; }

    /// <summary>The key of the management API.</summary>
    public AdminKey AdminKey { get; }

    /// <summary>The open store.</summary>
    public SqliteStore Store { get; }

    /// <summary>The config's version numbers.</summary>
    public ConfigVersions Versions { get; }

    /// <summary>The config.</summary>
    public ConfigStart Config { get; }

    /// <summary>This start wrote the starter config.</summary>
    public bool IsFirst { get; }

    /// <summary>Makes them. Nothing is left open when it fails.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="configPath">An explicit config file; null for the data folder's.</param>
    /// <param name="time">The time.</param>
    /// <param name="loggers">Where the store reports.</param>
    /// <exception cref="StartException">Something is missing or bad; the message says what and how to mend it.</exception>
    public static async Task<RouterStart> CreateAsync(string data, string? configPath, TimeProvider time, ILoggerFactory loggers)
    {
        var folder = new DataFolder(data);
        SqliteStore store;
        try
        {
            store = await SqliteStore.OpenAsync(new() { Directory = folder.Path }, new IssueReplay(), time, loggers.CreateLogger<SqliteStore>());
        }
        catch (StoreOpenException e)
        {
            throw new StartException(e.Message);
        }

        try
        {
            var key = new AdminKeyFile(folder.AdminKeyFile).LoadOrCreate();
            var path = configPath ?? folder.ConfigFile;
            var isFirst = configPath is null && !File.Exists(path);
            if (isFirst)
                ConfigFile.Write(path, StarterConfig.Render(Secret(), Secret(), Secret(), Secret()));
            var versions = new ConfigVersions(store);
            return new(folder, key, store, versions, await ReadAsync(path, versions), isFirst);
        }
        catch (Exception e)
        {
            await store.DisposeAsync();
            throw e is IOException or UnauthorizedAccessException or InvalidDataException ? new StartException(e.Message) : e;
        }
    }

    private static async Task<ConfigStart> ReadAsync(string path, ConfigVersions versions)
    {
        var stamp = FileStamp.Of(path);
        if (stamp.Length < 0)
            throw new StartException($"{path}: there is no such file. Without --config, a first one is written into the data folder.");
        var text = await File.ReadAllTextAsync(path);
        var result = ConfigFile.Parse(path, text);
        return result.Config is { } config
            ? new(path, text, new RouteTable(config, await versions.VersionOfAsync(text)), stamp)
            : throw new StartException(string.Join('\n', result.Diagnostics.Where(d => d.IsError).Select(d => d.ToString(path))));
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
