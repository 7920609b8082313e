using System.Data.Common;
using System.Net;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Router.Storage.AzureTables;

/// <summary>The clients of the table and of the container. Reads are repeated by the SDK as the service asks (429, 503, timeouts); commits are not: see <see cref="PartitionWriter"/>.</summary>
internal sealed class AzureConnections
{
    private const string Example = "DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...";

    private readonly AzureStoreOptions _options;
    private readonly DbConnectionStringBuilder _settings;

    private AzureConnections(AzureStoreOptions options, DbConnectionStringBuilder settings)
    {
        _options = options;
        _settings = settings;
        Table = TableOf(retries: 4);
        Commits = TableOf(retries: 0);
        Blobs = Container();
    }

    /// <summary>For reads, and for what may be done twice.</summary>
    public TableClient Table { get; }

    /// <summary>For transactions.</summary>
    public TableClient Commits { get; }

    /// <summary>What is too large for a row.</summary>
    public BlobContainerClient Blobs { get; }

    private bool HasSecret => Has("AccountKey") || Has("SharedAccessSignature") || Has("UseDevelopmentStorage");

    /// <summary>The clients; nothing is sent yet.</summary>
    /// <exception cref="StoreOpenException">A setting is wrong; the message says which.</exception>
    public static AzureConnections Open(AzureStoreOptions options)
    {
        if (options.Name.Length is < 3 or > 50 || !char.IsAsciiLetter(options.Name[0]) || !options.Name.All(char.IsAsciiLetterOrDigit))
            throw new StoreOpenException($"Router:AzureStorage:Name: '{options.Name}' is not a table's name: 3 to 50 letters and digits, a letter first.");
        var settings = new DbConnectionStringBuilder();
        try
        {
            settings.ConnectionString = options.ConnectionString;
            var connections = new AzureConnections(options, settings);
            RequireTls(connections.Table.Uri);
            RequireTls(connections.Blobs.Uri);
            return connections;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            // The SDK's messages name the keys, never their values.
            throw new StoreOpenException($"ConnectionStrings:Router is not an Azure Storage connection string such as {Example}: {exception.Message}", exception);
        }
    }

    private TableClient TableOf(int retries)
    {
        var options = new TableClientOptions();
        Configure(options, retries);
        return HasSecret
            ? new(_options.ConnectionString, _options.Name, options)
            : new(Endpoint("TableEndpoint", "table"), _options.Name, Credential(), options);
    }

    private BlobContainerClient Container()
    {
        var options = new BlobClientOptions();
        Configure(options, retries: 4);
        var name = $"{_options.Name.ToLowerInvariant()}-large";
        return HasSecret
            ? new(_options.ConnectionString, name, options)
            : new(new Uri($"{Endpoint("BlobEndpoint", "blob").ToString().TrimEnd('/')}/{name}"), Credential(), options);
    }

    private void Configure(ClientOptions options, int retries)
    {
        options.Retry.MaxRetries = retries;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = _options.RequestTimeout;
        options.Diagnostics.IsLoggingContentEnabled = false;
        if (_options.Transport is { } transport)
            options.Transport = transport;
    }

    private TokenCredential Credential() => _options.Credential
        ?? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = _options.ManagedIdentityClientId });

    private Uri Endpoint(string key, string service)
    {
        if (_settings.TryGetValue(key, out var endpoint))
            return new(endpoint.ToString()!.TrimEnd('/'));
        if (!_settings.TryGetValue("AccountName", out var account))
            throw new FormatException($"it has neither {key} nor AccountName");
        return new($"https://{account}.{service}.{(_settings.TryGetValue("EndpointSuffix", out var suffix) ? suffix : "core.windows.net")}/");
    }

    private bool Has(string key) => _settings.ContainsKey(key);

    private static void RequireTls(Uri endpoint)
    {
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback && !(IPAddress.TryParse(endpoint.Host, out var address) && IPAddress.IsLoopback(address)))
            throw new FormatException($"{endpoint.GetLeftPart(UriPartial.Authority)} is reached over plain HTTP; use https");
    }
}
