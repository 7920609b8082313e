using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>Creates the table and the container where they are missing, and tells what is in them.</summary>
internal static class TableSchema
{
    /// <summary>Of the layout of the rows.</summary>
    public const int Version = 1;

    private const string Row = "store";

    /// <summary>Safe when several silos start at once: what is there is taken as it is.</summary>
    /// <returns>The number of partitions.</returns>
    /// <exception cref="StoreOpenException">It can't be opened; the message says what to do.</exception>
    public static async Task<int> PrepareAsync(AzureConnections connections, AzureStoreOptions options)
    {
        if (options.Partitions is not (1 or 2 or 4 or TablePosition.MostPartitions))
            throw new StoreOpenException($"Router:AzureStorage:Partitions: {options.Partitions} is not 1, 2, 4 or 8.");
        try
        {
            await CreateAsync(connections);
            var found = await connections.Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Meta, Row);
            if (!found.HasValue)
            {
                await AddAsync(connections.Table, options);
                found = await connections.Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Meta, Row);
            }
            var version = found.Value!.GetInt32(nameof(Version));
            return version == Version
                ? found.Value.GetInt32(nameof(AzureStoreOptions.Partitions))!.Value
                : throw new StoreOpenException($"The table {options.Name} has layout {version}; this version of the router knows {Version}. Start the version that wrote it, or a newer one.");
        }
        catch (Exception exception) when (AzureFailure.IsService(exception))
        {
            throw new StoreOpenException($"The table {options.Name} at {connections.Table.Uri.GetLeftPart(UriPartial.Authority)} can't be opened: {AzureFailure.Text(exception)}. {Advice(exception)}", exception);
        }
    }

    /// <summary>A signature that may not create them is enough when they are there.</summary>
    private static async Task CreateAsync(AzureConnections connections)
    {
        try
        {
            await connections.Table.CreateIfNotExistsAsync();
            await connections.Blobs.CreateIfNotExistsAsync();
        }
        catch (RequestFailedException exception) when (exception.Status == 403)
        {
            await connections.Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Meta, Row);
        }
    }

    private static async Task AddAsync(TableClient table, AzureStoreOptions options)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(TableKeys.Meta, Row) { [nameof(Version)] = Version, [nameof(AzureStoreOptions.Partitions)] = options.Partitions });
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // Another silo was first, or a try whose answer was lost.
        }
    }

    private static string Advice(Exception exception) => exception switch
    {
        RequestFailedException { Status: 403 or 401 } => "Check the key or the signature in ConnectionStrings:Router, or the roles of the identity: Storage Table Data Contributor and Storage Blob Data Contributor.",
        RequestFailedException { Status: 404 } => "Create the table and the container, or let the router do so.",
        Azure.Identity.AuthenticationFailedException => "Sign in as docs/azure-storage.md says, or put a key into ConnectionStrings:Router.",
        _ => "Check ConnectionStrings:Router and that the account can be reached from here.",
    };
}
