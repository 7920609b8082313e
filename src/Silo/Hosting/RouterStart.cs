using System.Security.Cryptography;
using Router.Api.Auth;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Silo.Configuration;
using Router.Storage;
using Router.Storage.AzureTables;
using Router.Storage.Migration;
using Router.Storage.Postgres;
using Router.Storage.Sqlite;

namespace Router.Silo.Hosting;

/// <summary>What must be there before the host is built: the data folder, the admin key, the store and a good config.</summary>
internal sealed class RouterStart
{
    /// <summary>The key of the management API; null when this host of a cluster has none of its own.</summary>
    public required AdminKey? AdminKey { get; init; }

    /// <summary>Others than its owner may read or write the key's file.</summary>
    public required bool IsAdminKeyExposed { get; init; }

    /// <summary>The open store.</summary>
    public required IStore Store { get; init; }

    /// <summary>The config's versions.</summary>
    public required ConfigHistory History { get; init; }

    /// <summary>The config.</summary>
    public required ConfigStart Config { get; init; }

    /// <summary>This start wrote the starter config.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Makes them. Nothing is left open when it fails.</summary>
    /// <param name="settings">Where things are.</param>
    /// <param name="time">The time.</param>
    /// <param name="loggers">Where the store reports.</param>
    /// <exception cref="StartException">Something is missing or bad; the message says what and how to mend it.</exception>
    public static async Task<RouterStart> CreateAsync(RouterSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        IStore store;
        try
        {
            store = await OpenAsync(settings, time, loggers);
        }
        catch (StoreOpenException e)
        {
            throw new StartException(e.Message);
        }

        try
        {
            if (await store.ReadAsync(StoreCopy.ProgressKey) is not null)
                throw new StartException("A copy into this store was not finished. Run the same router migrate again.");
            var history = new ConfigHistory(store, ConfigFile.Values(settings.ConfigFile), time);
            var keyFile = settings.AdminKeyFile;
            var (config, isFirst) = settings.IsCluster ? await ClusterStart.ConfigAsync(settings, history) : await OfFileAsync(settings, history);
            return new()
            {
                AdminKey = settings.IsCluster ? await ClusterStart.AdminKeyAsync(keyFile, new(store)) : keyFile.LoadOrCreate(),
                IsAdminKeyExposed = keyFile.IsExposed,
                Store = store,
                History = history,
                Config = config,
                IsFirst = isFirst,
            };
        }
        catch (Exception e)
        {
            await store.DisposeAsync();
            throw e is IOException or UnauthorizedAccessException or InvalidDataException ? new StartException(e.Message) : e;
        }
    }

    private static async Task<IStore> OpenAsync(RouterSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        if (!settings.IsCluster)
            return await SqliteStore.OpenAsync(new() { Directory = settings.Data.Path }, new IssueReplay(), time, loggers.CreateLogger<SqliteStore>());
        settings.Data.Create();
        return settings.Azure is { } azure
            ? await AzureStore.OpenAsync(azure, time, loggers.CreateLogger<AzureStore>())
            : await PostgresStore.OpenAsync(settings.Postgres!, new IssueReplay(), time, loggers.CreateLogger<PostgresStore>());
    }

    private static async Task<(ConfigStart Config, bool IsFirst)> OfFileAsync(RouterSettings settings, ConfigHistory history)
    {
        var path = settings.ConfigFile;
        var isFirst = !settings.IsConfigReadOnly && !File.Exists(path);
        if (isFirst)
            ConfigFile.Write(path, StarterText(settings));
        var stamp = FileStamp.Of(path);
        var text = await ReadFileAsync(path);
        var config = Parse(path, path, text);
        return (new(path, new RouteTable(config, (await history.RecordAsync(text, ConfigRevision.FileAuthor, null)).Version), stamp), isFirst);
    }

    /// <summary>The text of the starter config, with fresh secrets.</summary>
    internal static string StarterText(RouterSettings settings) => StarterConfig.Render(new(Secret(), Secret(), Secret(), Secret()), settings.SchemaUrl);

    /// <summary>Reads a config file that must be there.</summary>
    internal static Task<string> ReadFileAsync(string path) => File.Exists(path)
        ? File.ReadAllTextAsync(path)
        : throw new StartException($"{path}: there is no such file. Without --config, a first one is written into the data folder.");

    /// <summary>The config of a text that must be good.</summary>
    internal static RouterConfig Parse(string path, string name, string text)
    {
        var result = ConfigFile.Parse(path, text);
        return result.Config ?? throw new StartException(string.Join('\n', result.Diagnostics.Where(d => d.IsError).Select(d => d.ToString(name))));
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
