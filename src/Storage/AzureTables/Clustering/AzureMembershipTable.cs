using Azure;
using Azure.Data.Tables;
using Orleans.Runtime;

namespace Router.Storage.AzureTables.Clustering;

/// <summary>
/// The cluster's members in the store's table. All rows of a cluster lie in one partition, with a row for the version of the whole:
/// each change replaces it under its ETag in the same transaction, so of changes made at once one wins and the others read again.
/// </summary>
internal sealed class AzureMembershipTable(MembershipClient client, string clusterId) : IMembershipTable
{
    private readonly string _partition = MembershipEntity.Partition(clusterId);

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        await client.CreateAsync(cancellationToken);
        if (!tryInitTableVersion)
            return;
        try
        {
            await client.Table.AddEntityAsync(MembershipEntity.OfVersion(_partition, 0), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // It is there.
        }
    }

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        var partition = MembershipEntity.Partition(clusterId);
        await foreach (var row in client.Table.QueryAsync<TableEntity>($"PartitionKey eq '{partition}'", select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            await client.Table.DeleteEntityAsync(partition, row.RowKey, cancellationToken: cancellationToken);
    }

    /// <summary>Deletes rows of silos that are dead and have said nothing since. Nobody looks at them, so the version stays.</summary>
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        foreach (var row in await RowsAsync(cancellationToken))
        {
            if (!MembershipEntity.IsSilo(row) || MembershipEntity.Read(row) is not { Status: SiloStatus.Dead } entry || Latest(entry) >= beforeDate.UtcDateTime)
                continue;
            try
            {
                await client.Table.DeleteEntityAsync(_partition, row.RowKey, row.ETag, cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status == 412)
            {
                // It has changed: the next cleaning looks again.
            }
        }
    }

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        var row = MembershipEntity.Row(key);
        var rows = await RowsAsync(cancellationToken);
        return Data(rows.Where(entity => entity.RowKey == row || !MembershipEntity.IsSilo(entity)));
    }

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => Data(await RowsAsync(cancellationToken));

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        ChangeAsync(new(TableTransactionActionType.Add, MembershipEntity.Of(_partition, entry)), tableVersion, cancellationToken);

    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        ChangeAsync(new(TableTransactionActionType.UpdateReplace, MembershipEntity.Of(_partition, entry), MembershipEntity.ETag(etag)), tableVersion, cancellationToken);

    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        await client.Table.UpdateEntityAsync(MembershipEntity.IAmAlive(_partition, entry), ETag.All, TableUpdateMode.Merge, cancellationToken);

    // The runtime's interface still has its members without cancellation.
    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate);

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync();

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry);

    /// <summary>
    /// One transaction. A try whose answer was lost may have been carried out: then the SDK's next try is refused, and the version.s row tells by
    /// having its id.
    /// </summary>
    private async Task<bool> ChangeAsync(TableTransactionAction change, TableVersion version, CancellationToken cancellationToken)
    {
        var id = PendingWrite.NewId();
        var versionRow = MembershipEntity.OfVersion(_partition, version.Version);
        versionRow["Change"] = id;
        try
        {
            await client.Table.SubmitTransactionAsync(
                [new(TableTransactionActionType.UpdateReplace, versionRow, MembershipEntity.ETag(version.VersionEtag)), change],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (AzureFailure.IsConflict(exception))
        {
            var found = await client.Table.GetEntityIfExistsAsync<TableEntity>(_partition, MembershipEntity.Version, cancellationToken: cancellationToken);
            return found.HasValue && found.Value!.GetString("Change") == id;
        }
    }

    private async Task<List<TableEntity>> RowsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = new List<TableEntity>();
            await foreach (var row in client.Table.QueryAsync<TableEntity>($"PartitionKey eq '{_partition}'", cancellationToken: cancellationToken))
                rows.Add(row);
            // A query may have seen some rows before a change and others after it: then the version is another one now.
            var version = await client.Table.GetEntityIfExistsAsync<TableEntity>(_partition, MembershipEntity.Version, ["PartitionKey"], cancellationToken);
            if (!version.HasValue || rows.Exists(row => row.RowKey == MembershipEntity.Version && row.ETag == version.Value!.ETag))
                return rows;
        }
    }

    private static MembershipTableData Data(IEnumerable<TableEntity> rows)
    {
        var version = new TableVersion(0, "");
        var members = new List<Tuple<MembershipEntry, string>>();
        foreach (var row in rows)
        {
            if (MembershipEntity.IsSilo(row))
                members.Add(Tuple.Create(MembershipEntity.Read(row), row.ETag.ToString()));
            else
                version = MembershipEntity.ReadVersion(row);
        }
        return new(members, version);
    }

    private static DateTime Latest(MembershipEntry entry) => entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;
}
