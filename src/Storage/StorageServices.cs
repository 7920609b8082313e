using Microsoft.Extensions.DependencyInjection;
using Router.Storage.Sqlite;

namespace Router.Storage;

/// <summary>Registers an open store.</summary>
public static class StorageServices
{
    /// <summary>
    /// Makes a store available as <see cref="IGrainStateStorage"/>, <see cref="IDueRows"/>, <see cref="IJournal"/>, <see cref="IAuditJournal"/>, <see cref="IIndexQuery"/> and <see cref="IRetention"/>.
    /// Who opened it disposes it, after the silo has stopped.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStore store) => services
        .AddSingleton<IGrainStateStorage>(store)
        .AddSingleton<IDueRows>(store)
        .AddSingleton<IJournal>(store)
        .AddSingleton<IAuditJournal>(store)
        .AddSingleton<IIndexQuery>(store)
        .AddSingleton<IRetention>(store);
}
