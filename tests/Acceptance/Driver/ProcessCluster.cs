using System.Globalization;

namespace Router.Acceptance.Driver;

/// <summary>Two silos and two API hosts on one PostgreSQL schema, each a process of its own, and nothing before them.</summary>
public sealed class ProcessCluster : IAsyncDisposable
{
    public const string AdminKey = "cluster-admin-key-0123456789-0123456789";

    private readonly TempDirectory _directory = new();
    private readonly List<RouterProcess> _hosts = [];

    private ProcessCluster()
    {
    }

    /// <summary>silo-1, silo-2, api-1, api-2.</summary>
    public IReadOnlyList<RouterProcess> Hosts => _hosts;

    public RouterProcess FirstApi => _hosts[2];

    public RouterProcess SecondApi => _hosts[3];

    /// <summary>Starts them, and waits until all are ready.</summary>
    /// <param name="config">The first version of the config.</param>
    /// <param name="environmentOf">Further environment of a host, by its name.</param>
    public static async Task<ProcessCluster> StartAsync(string config, Func<string, IEnumerable<KeyValuePair<string, string>>>? environmentOf = null)
    {
        var cluster = new ProcessCluster();
        try
        {
            var store = await PostgresDatabase.NewSchemaAsync();
            var file = cluster._directory.Write("router.yaml", config);
            GiveKey(cluster._directory, "silo-1");
            foreach (var name in (string[])["silo-1", "silo-2", "api-1", "api-2"])
            {
                var options = Options(cluster._directory, name, store, file);
                cluster._hosts.Add(await RouterProcess.StartReadyAsync(options with { Environment = new Dictionary<string, string>([.. options.Environment, .. environmentOf?.Invoke(name) ?? []]) }));
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host called <c>silo-N</c> or <c>api-N</c>.</summary>
    public static RouterOptions Options(TempDirectory directory, string name, PostgresDatabase store, string config) => new()
    {
        DataDirectory = directory.File(name),
        ConfigFile = config,
        Environment = new Dictionary<string, string>([.. store.Store, .. RouterOptions.Patient])
        {
            ["Router__Role"] = name[..name.IndexOf('-', StringComparison.Ordinal)],
            ["Router__DrainFor"] = "00:00:00",
            ["Router__Silo__Port"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Router__Silo__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Puts <see cref="AdminKey"/> where a host looks for it at its start.</summary>
    public static void GiveKey(TempDirectory directory, string name) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(directory.File(name)).FullName, "admin.key"), AdminKey);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
            await host.DisposeAsync();
        _directory.Dispose();
    }
}
