using System.Net;
using Microsoft.Extensions.Configuration;
using Router.Domain.Configuration;
using Router.Silo.Commands;
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

    /// <summary>The config's file. <c>--config</c>, <c>Router:Config</c>. Default <c>router.yaml</c> in the data folder.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>The file was named by the operator: it must exist, and the API must not change it.</summary>
    public required bool IsConfigReadOnly { get; init; }

    /// <summary>Why the API must not change the config; null when it may.</summary>
    public string? ConfigRefusal => IsConfigReadOnly ? $"{ConfigFile} was given with --config and is not written by the router: change it there." : null;

    /// <summary><c>Router:PublicUrl</c> as written; null when it is not set.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The PostgreSQL store. <c>Router:Storage=Postgres</c> with <c>ConnectionStrings:Router</c> and, when that role may not create tables, <c>ConnectionStrings:RouterOwner</c>. Null is SQLite.</summary>
    public PostgresStoreOptions? Postgres { get; init; }

    /// <summary>The Azure Storage store. <c>Router:Storage=AzureStorage</c> with <c>ConnectionStrings:Router</c>; <c>Router:AzureStorage:Name</c>, <c>Partitions</c> and <c>ManagedIdentityClientId</c> are optional. Null is another store.</summary>
    public AzureStoreOptions? Azure { get; init; }

    /// <summary>Several silos may share the store.</summary>
    public bool IsCluster => Postgres is not null || Azure is not null;

    /// <summary>Where other silos of the cluster reach this one. <c>Router:Silo:Address</c> and <c>Router:Silo:Port</c>. Default loopback, 11111; port 0 is any free one. Only with a store that silos share.</summary>
    public IPEndPoint SiloEndpoint { get; init; } = new(IPAddress.Loopback, 11111);

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
        Only("all", arguments.Role ?? configuration["Router:Role"], "Router:Role (--role)");
        var urls = arguments.Urls ?? configuration["urls"] ?? Hosting.PublicUrl.DefaultListenUrl;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty(""))
            RequireListenUrl(url);

        var data = new DataFolder(arguments.Data ?? configuration["Router:Data"] ?? DataFolder.Default);
        var config = arguments.Config ?? configuration["Router:Config"];
        return new()
        {
            Urls = urls,
            Data = data,
            ConfigFile = config ?? data.ConfigFile,
            IsConfigReadOnly = config is not null,
            PublicUrl = configuration["Router:PublicUrl"],
            Postgres = ReadPostgres(configuration),
            Azure = ReadAzure(configuration),
            SiloEndpoint = ReadSiloEndpoint(configuration),
        };
    }

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

    private static IPEndPoint ReadSiloEndpoint(IConfiguration configuration)
    {
        var (address, port) = (IPAddress.Loopback, 11111);
        if (configuration["Router:Silo:Address"] is { } text && !IPAddress.TryParse(text, out address))
            throw new InvalidSettingException($"Router:Silo:Address: '{text}' is not an IP address of this host");
        if (configuration["Router:Silo:Port"] is { } number && !(int.TryParse(number, out port) && port is >= 0 and <= IPEndPoint.MaxPort))
            throw new InvalidSettingException($"Router:Silo:Port: '{number}' is not a port");
        return new(address, port);
    }

    private static void Only(string supported, string? value, string name)
    {
        if (value is not null && !value.Equals(supported, StringComparison.OrdinalIgnoreCase))
            throw new InvalidSettingException($"{name}: '{value}' is not supported by this version; only '{supported}' is");
    }

    private static void RequireListenUrl(string url)
    {
        // "+" and "*" are every address to Kestrel, but no host names to Uri.
        var plain = url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            throw new InvalidSettingException($"--urls: '{url}' is not a URL such as {Hosting.PublicUrl.DefaultListenUrl}");
    }
}
