using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Router.Domain.Configuration;
using Router.Silo.Configuration;
using Router.Storage;

namespace Router.Silo.Hosting;

/// <summary>What one process keeps in its data folder, and a cluster in its store.</summary>
internal static class ClusterServices
{
    /// <summary>Adds the config in force: the file's, or the store's.</summary>
    public static void AddConfig(this IServiceCollection services, RouterSettings settings)
    {
        if (settings.IsCluster)
            Add<ClusterConfigHost>(services);
        else
            Add<ConfigHost>(services);
    }

    /// <summary>Adds the keys that protect session cookies.</summary>
    public static void AddSessionKeys(this IServiceCollection services, RouterSettings settings, IStore store)
    {
        var protection = services.AddDataProtection().SetApplicationName("router");
        if (settings.IsCluster)
            services.Configure<KeyManagementOptions>(options => options.XmlRepository = new StoredSessionKeys(store));
        else
            protection.PersistKeysToFileSystem(settings.Data.CreateSessionKeys());
    }

    private static void Add<THost>(IServiceCollection services)
        where THost : Microsoft.Extensions.Hosting.BackgroundService, ICurrentConfig, IConfigChanges
    {
        services.AddSingleton<THost>();
        services.AddSingleton<ICurrentConfig>(s => s.GetRequiredService<THost>());
        services.AddSingleton<IConfigChanges>(s => s.GetRequiredService<THost>());
        services.AddHostedService(s => s.GetRequiredService<THost>());
    }
}
