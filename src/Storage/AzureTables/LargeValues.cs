using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>Stores and reads what is too large for a row, in blobs that are written once and never changed.</summary>
internal sealed class LargeValues(AzureConnections connections, TimeProvider timeProvider)
{
    /// <summary>Stores a write's large values, when it has any.</summary>
    public async Task<LargeParts?> StoreAsync(string partition, PendingWrite pending, GrainReader reader, CancellationToken cancellationToken)
    {
        if (pending.Snapshot is not { } snapshot)
            return null;
        var hasLargeState = snapshot.State.Length > GrainEntity.MostInline;
        var hasLargeParts = pending.Parts.Count > WritePlan.MostParts || pending.Parts.Values.Sum(part => part?.Length ?? 0) > WritePlan.MostPartBytes;
        if (!hasLargeState && !hasLargeParts)
            return null;
        var keys = ImmutableArray.CreateBuilder<string>();
        var state = hasLargeState ? await StoreAsync(partition, pending.Write.Key, snapshot.State, keys, cancellationToken) : null;
        if (!hasLargeParts)
            return new(state, null, keys.ToImmutable());
        var all = await reader.PartsAsync(pending.Write.Key, pending.Known, cancellationToken);
        foreach (var (name, data) in pending.Parts)
        {
            if (data is { } bytes)
                all[name] = bytes;
            else
                all.Remove(name);
        }
        return new(state, await StoreAsync(partition, pending.Write.Key, Pack(all), keys, cancellationToken), keys.ToImmutable());
    }

    /// <summary>A blob's bytes; null when it is gone, so its row has changed since it was read.</summary>
    public async Task<byte[]?> ReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await connections.Blobs.GetBlobClient(blob).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Parts from a blob's bytes.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Unpack(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>();
        for (var count = reader.ReadInt32(); count > 0; count--)
            parts[reader.ReadString()] = reader.ReadBytes(reader.ReadInt32());
        return parts;
    }

    private static byte[] Pack(Dictionary<string, ReadOnlyMemory<byte>> parts)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(parts.Count);
        foreach (var (name, data) in parts)
        {
            writer.Write(name);
            writer.Write(data.Length);
            writer.Write(data.Span);
        }
        writer.Flush();
        return stream.ToArray();
    }

    private async Task<string> StoreAsync(string partition, GrainKey key, ReadOnlyMemory<byte> data, ImmutableArray<string>.Builder garbage, CancellationToken cancellationToken)
    {
        var blob = $"{TableKeys.Hash(key)}/{PendingWrite.NewId()}";
        var row = TableGarbage.Row(partition, timeProvider.GetUtcNow(), blob);
        row["IsPending"] = true;
        await connections.Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        garbage.Add(row.RowKey);
        await connections.Blobs.GetBlobClient(blob).UploadAsync(new BinaryData(data), overwrite: true, cancellationToken);
        return blob;
    }
}
