using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Router.Domain.Configuration;
using Router.Silo.Commands;
using Router.Silo.Configuration;
using Router.Storage.AzureTables;
using Router.Storage.Postgres;

namespace Router.Silo.Hosting;

/// <summary>The settings that a process starts with: the command line, else the configuration (appsettings, <c>Router__Key</c>), else defaults.</summary>
internal sealed record RouterSettings
{
    /// <summary>Where to listen, several separated by <c>;</c>. <c>--urls</c>, <c>ASPNETCORE_URLS</c>. Default <c>http://localhost:8080</c>.</summary>
    public required string Urls { get; init; }

    /// <summary>The data folder. <c>--data</c>, <c>Router:Data</c>. Default <c>./data</c>.</summary>
    public required DataFolder Data { get; init; }

    /// <summary>The admin key's file. <c>Router:AdminKeyFile</c>. Default <c>admin.key</c> in the data folder, made on the first start.</summary>
    public required AdminKeyFile AdminKeyFile { get; init; }

    /// <summary>The config's file. <c>--config</c>, <c>Router:Config</c>. Default <c>router.yaml</c> in the data folder.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>The file was named by the operator: it must exist, and the API must not change it.</summary>
    public required bool IsConfigReadOnly { get; init; }

    /// <summary>The part of the work that this process does. <c>--role</c>, <c>Router:Role</c>. Default <see cref="RouterRole.All"/>.</summary>
    public RouterRole Role { get; init; }

    /// <summary>The store is a server that several hosts share: they form a cluster, and the store has the config.</summary>
    public bool IsCluster => Postgres is not null || Azure is not null;

    /// <summary>What messages call the config: its file, but in a cluster, whose config is in the store.</summary>
    public string ConfigName => IsCluster ? ClusterConfigHost.Name : ConfigFile;

    /// <summary>Why the API must not change the config; null when it may. In a cluster a file is only its first version.</summary>
    public string? ConfigRefusal => IsConfigReadOnly && !IsCluster ? $"{ConfigFile} was given with --config and is not written by the router: change it there." : null;

    /// <summary>Serves Orleans' own dashboard to admins, under <c>/orleans</c>. <c>Router:OrleansDashboard</c>. Default false: it looks at every call of a grain.</summary>
    public bool HasOrleansDashboard { get; init; }

    /// <summary><c>Router:PublicUrl</c> as written; null when it is not set.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The PostgreSQL store. <c>Router:Storage=Postgres</c> with <c>ConnectionStrings:Router</c> and, when that role may not create tables, <c>ConnectionStrings:RouterOwner</c>. Null is SQLite.</summary>
    public PostgresStoreOptions? Postgres { get; init; }

    /// <summary>The Azure Storage store. <c>Router:Storage=AzureStorage</c> with <c>ConnectionStrings:Router</c>; <c>Router:AzureStorage:Name</c>, <c>Partitions</c> and <c>ManagedIdentityClientId</c> are optional. Null is another store.</summary>
    public AzureStoreOptions? Azure { get; init; }

    /// <summary>Where other silos of the cluster reach this one. <c>Router:Silo:Address</c> and <c>Router:Silo:Port</c>. Default loopback, 11111; port 0 is any free one. Only with a store that silos share.</summary>
    public IPEndPoint SiloEndpoint { get; init; } = new(IPAddress.Loopback, 11111);

    /// <summary>Where API hosts reach this silo, at the address of <see cref="SiloEndpoint"/>. <c>Router:Silo:GatewayPort</c>. Default 30000; port 0 is any free one. Only in a cluster.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>
    /// How long a stopping host says that it is not ready before it takes no more calls, so that a load balancer sends it none.
    /// <c>Router:DrainFor</c>, zero to 1 minute. Default 5 seconds in a cluster, else none.
    /// </summary>
    public TimeSpan DrainFor { get; init; }

    /// <summary>Where editors find the config's schema. A port that the system is to choose isn't known yet: then it is at the default one.</summary>
    public Uri SchemaUrl
    {
        get
        {
            var url = Hosting.PublicUrl.Resolve(PublicUrl, Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return new(Hosting.PublicUrl.Text(url.Port == 0 ? new(Hosting.PublicUrl.DefaultListenUrl) : url) + ConfigSchema.Path);
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidSettingException">One of them is wrong, or not supported by this version.</exception>
    public static RouterSettings Read(RunArguments arguments, IConfiguration configuration)
    {
        var urls = arguments.Urls ?? configuration["urls"] ?? Hosting.PublicUrl.DefaultListenUrl;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty(""))
            RequireListenUrl(url);

        var data = new DataFolder(arguments.Data ?? configuration["Router:Data"] ?? DataFolder.Default);
        var config = arguments.Config ?? configuration["Router:Config"];
        var (postgres, azure) = (ReadPostgres(configuration), ReadAzure(configuration));
        var isCluster = postgres is not null || azure is not null;
        return new()
        {
            Role = ReadRole(arguments.Role ?? configuration["Router:Role"], isCluster),
            Urls = urls,
            Data = data,
            AdminKeyFile = ReadAdminKeyFile(configuration["Router:AdminKeyFile"], data),
            ConfigFile = config ?? data.ConfigFile,
            IsConfigReadOnly = config is not null,
            PublicUrl = configuration["Router:PublicUrl"],
            HasOrleansDashboard = ReadSwitch(configuration, "Router:OrleansDashboard"),
            Postgres = postgres,
            Azure = azure,
            SiloEndpoint = SiloEndpoints.Read(configuration),
            GatewayPort = SiloEndpoints.ReadPort(configuration, "Router:Silo:GatewayPort", 30000),
            DrainFor = ReadDrain(configuration["Router:DrainFor"], isCluster),
        };
    }

    private static AdminKeyFile ReadAdminKeyFile(string? path, DataFolder data) =>
        path is null ? new(data.AdminKeyFile)
        : File.Exists(path) ? new(path, isGiven: true)
        : throw new InvalidSettingException($"Router:AdminKeyFile: '{path}' can't be read: there is no such file, or this user may not see it. Without the setting, the first start makes a key in the data folder");

    private static bool ReadSwitch(IConfiguration configuration, string name) => configuration[name] switch
    {
        null or "" => false,
        { } text when bool.TryParse(text, out var isOn) => isOn,
        { } text => throw new InvalidSettingException($"{name}: '{text}' is not true or false"),
    };

    private static PostgresStoreOptions? ReadPostgres(IConfiguration configuration)
    {
        var storage = configuration["Router:Storage"] ?? "Sqlite";
        if (storage.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) || storage.Equals("AzureStorage", StringComparison.OrdinalIgnoreCase))
            return null;
        if (!storage.Equals("Postgres", StringComparison.OrdinalIgnoreCase))
            throw new InvalidSettingException($"Router:Storage: '{storage}' is not supported by this version; it is Sqlite (one process), Postgres or AzureStorage");
        return configuration.GetConnectionString("Router") is { Length: > 0 } connection
            ? new() { ConnectionString = connection, OwnerConnectionString = configuration.GetConnectionString("RouterOwner") }
            : throw new InvalidSettingException("ConnectionStrings:Router: Router:Storage=Postgres needs it, such as Host=db.example;Database=router;Username=router;Password=...");
    }

    private static AzureStoreOptions? ReadAzure(IConfiguration configuration)
    {
        if (!"AzureStorage".Equals(configuration["Router:Storage"], StringComparison.OrdinalIgnoreCase))
            return null;
        if (configuration.GetConnectionString("Router") is not { Length: > 0 } connection)
            throw new InvalidSettingException("ConnectionStrings:Router: Router:Storage=AzureStorage needs it, such as DefaultEndpointsProtocol=https;AccountName=...;AccountKey=..., or AccountName=... alone to sign in with Azure.Identity");
        var options = new AzureStoreOptions { ConnectionString = connection, ManagedIdentityClientId = configuration["Router:AzureStorage:ManagedIdentityClientId"] };
        if (configuration["Router:AzureStorage:Name"] is { } name)
            options = options with { Name = name };
        if (configuration["Router:AzureStorage:Partitions"] is not { } text)
            return options;
        return int.TryParse(text, out var partitions)
            ? options with { Partitions = partitions }
            : throw new InvalidSettingException($"Router:AzureStorage:Partitions: '{text}' is not 1, 2, 4 or 8");
    }

    private static RouterRole ReadRole(string? text, bool isCluster)
    {
        var role = RouterRole.All;
        if (text is not null && (!Enum.TryParse(text, ignoreCase: true, out role) || !Enum.IsDefined(role) || char.IsDigit(text[0])))
            throw new InvalidSettingException($"Router:Role (--role): '{text}' is none of all, silo, api");
        return role == RouterRole.All || isCluster ? role
            : throw new InvalidSettingException($"Router:Role (--role): '{text}' is for a cluster, whose hosts share a store; with SQLite there is one process, which does everything ('all')");
    }

    private static TimeSpan ReadDrain(string? text, bool isCluster)
    {
        if (text is null)
            return isCluster ? TimeSpan.FromSeconds(5) : TimeSpan.Zero;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var drain) && drain >= TimeSpan.Zero && drain <= TimeSpan.FromMinutes(1)
            ? drain
            : throw new InvalidSettingException($"Router:DrainFor: '{text}' is not a time from 00:00:00 to 00:01:00");
    }

    private static void RequireListenUrl(string url)
    {
        // "+" and "*" are every address to Kestrel, but no host names to Uri.
        var plain = url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            throw new InvalidSettingException($"--urls: '{url}' is not a URL such as {Hosting.PublicUrl.DefaultListenUrl}");
    }
}
