using Microsoft.Extensions.DependencyInjection;

namespace Router.Storage;

/// <summary>Registers an open store.</summary>
public static class StorageServices
{
    /// <summary>
    /// Makes a store available as <see cref="IGrainStateStorage"/>, <see cref="IDueRows"/>, <see cref="IJournal"/>, <see cref="IAuditJournal"/>, <see cref="IIndexQuery"/> and <see cref="IRetention"/>.
    /// Who opened it disposes it, after the silo has stopped.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IStore store) => services
        .AddSingleton(store)
        .AddSingleton<IGrainStateStorage>(store)
        .AddSingleton<IDueRows>(store)
        .AddSingleton<IJournal>(store)
        .AddSingleton<IAuditJournal>(store)
        .AddSingleton<IIndexQuery>(store)
        .AddSingleton<IRetention>(store);
}
