using Azure.Core;
using Azure.Core.Pipeline;

namespace Router.Storage.AzureTables;

/// <summary>How the Azure Storage store runs. Only the connection string must be given.</summary>
public sealed record AzureStoreOptions
{
    /// <summary>
    /// An Azure Storage connection string, with an account key or a shared access signature. One that has neither
    /// (<c>TableEndpoint=https://...;BlobEndpoint=https://...</c>, or <c>AccountName=...</c>) signs in with Azure.Identity.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The table's name, and the beginning of the container's: 3 to 50 letters and digits, a letter first. Default: <c>router</c>.</summary>
    public string Name { get; init; } = "router";

    /// <summary>The client id of a user-assigned managed identity, for a connection string without a secret. Default: none; what the environment offers.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Partitions that a new store spreads its rows over: 1, 2, 4 or 8. A store that is there keeps its own. Default: 8.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>Writes that may wait; further ones fail at once with <see cref="StoreUnavailableException"/>. Default: 8,192.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>After so long a commit that the service did not answer or refused is given up. Default: 10 s.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request may take. Default: 5 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a store that could not commit is asked whether it can again. Default: 1 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Instead of Azure.Identity's own choice, for tests.</summary>
    internal TokenCredential? Credential { get; init; }

    /// <summary>Instead of the platform's, for tests.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    /// <summary>Without the connection string, which holds a secret.</summary>
    public override string ToString() => $"{nameof(AzureStoreOptions)} {{ {nameof(Name)} = {Name}, {nameof(QueueCapacity)} = {QueueCapacity} }}";
}
