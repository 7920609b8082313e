using Router.Api.Auth;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Silo.Configuration;

namespace Router.Silo.Hosting;

/// <summary>What the hosts of a cluster share from the start: the first of them makes it, the others find it in the store.</summary>
internal static class ClusterStart
{
    /// <summary>The newest config of the store; the first host puts its own there (<c>--config</c>, the data folder's, or a starter).</summary>
    /// <returns>The config, and whether this host wrote a starter config just now.</returns>
    /// <exception cref="StartException">It can't be used by this host.</exception>
    public static async Task<(ConfigStart Config, bool IsFirst)> ConfigAsync(RouterSettings settings, ConfigHistory history)
    {
        var path = settings.ConfigFile;
        var isFirst = false;
        if (await history.NewestAsync() is not { } newest)
        {
            isFirst = !settings.IsConfigReadOnly && !File.Exists(path);
            var text = isFirst ? RouterStart.StarterText(settings) : await RouterStart.ReadFileAsync(path);
            RouterStart.Parse(path, isFirst ? ClusterConfigHost.Name : path, text);
            try
            {
                newest = await history.RecordAsync(text, ConfigRevision.FileAuthor, null);
            }
            catch (StoreConflictException)
            {
                newest = (await history.NewestAsync())!;
            }

            isFirst &= newest.Text == text;
        }

        return (new(path, new RouteTable(RouterStart.Parse(path, ClusterConfigHost.Name, newest.Text), newest.Version), default), isFirst);
    }

    /// <summary>This host's admin key. A host without one makes one only when the cluster has none; one that has one makes it the cluster's.</summary>
    /// <returns>The key; null when this host has none, and takes the cluster's.</returns>
    public static async Task<AdminKey?> AdminKeyAsync(AdminKeyFile file, SharedAdminKey shared)
    {
        var isNew = !file.Exists;
        if (isNew && await shared.ReadAsync() is not null)
            return null;
        var own = file.LoadOrCreate();
        if (await shared.ShareAsync(own) == own || !isNew)
            return own;
        file.Delete();
        return null;
    }
}
