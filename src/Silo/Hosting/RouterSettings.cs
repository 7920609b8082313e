using Microsoft.Extensions.Configuration;
using Router.Domain.Configuration;
using Router.Silo.Commands;

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
        Only("Sqlite", configuration["Router:Storage"], "Router:Storage");
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
        };
    }

    private static void Only(string supported, string? value, string name)
    {
        if (value is not null && !value.Equals(supported, StringComparison.OrdinalIgnoreCase))
            throw new InvalidSettingException($"{name}: '{value}' is not supported by this version; it runs as one process on SQLite ({supported})");
    }

    private static void RequireListenUrl(string url)
    {
        // "+" and "*" are every address to Kestrel, but no host names to Uri.
        var plain = url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            throw new InvalidSettingException($"--urls: '{url}' is not a URL such as {Hosting.PublicUrl.DefaultListenUrl}");
    }
}
