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
    /// <summary>The key of the management API.</summary>
    public required AdminKey AdminKey { get; init; }

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
            var keyFile = new AdminKeyFile(settings.Data.AdminKeyFile);
            var isFirst = !settings.IsConfigReadOnly && !File.Exists(settings.ConfigFile);
            if (isFirst)
                ConfigFile.Write(settings.ConfigFile, StarterConfig.Render(new(Secret(), Secret(), Secret(), Secret()), settings.SchemaUrl));
            var history = new ConfigHistory(store, ConfigFile.Values(settings.ConfigFile), time);
            return new()
            {
                AdminKey = keyFile.LoadOrCreate(),
                IsAdminKeyExposed = keyFile.IsExposed,
                Store = store,
                History = history,
                Config = await ReadAsync(settings.ConfigFile, history),
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
            : await PostgresStore.OpenAsync(settings.Postgres!, time, loggers.CreateLogger<PostgresStore>());
    }

    private static async Task<ConfigStart> ReadAsync(string path, ConfigHistory history)
    {
        var stamp = FileStamp.Of(path);
        if (stamp.Length < 0)
            throw new StartException($"{path}: there is no such file. Without --config, a first one is written into the data folder.");
        var text = await File.ReadAllTextAsync(path);
        var result = ConfigFile.Parse(path, text);
        return result.Config is { } config
            ? new(path, new RouteTable(config, (await history.RecordAsync(text, ConfigRevision.FileAuthor, null)).Version), stamp)
            : throw new StartException(string.Join('\n', result.Diagnostics.Where(d => d.IsError).Select(d => d.ToString(path))));
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
