using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables.Clustering;

/// <summary>The table that holds the members: the store's, whose partitions have other keys.</summary>
internal sealed class MembershipClient(AzureStoreOptions options)
{
    /// <summary>It; what a request meets that may pass is tried again.</summary>
    public TableClient Table { get; } = AzureConnections.Open(options).Table;

    /// <summary>Makes it where it is missing.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Table.CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 403)
        {
            // A signature that may not create tables; the store has said so when there is none.
        }
    }
}
