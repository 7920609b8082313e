using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Domain.Storage;

namespace Router.Api.Auth;

/// <summary>The admin key of a cluster: a row with its hash, so that every host knows the key that one of them has in its data folder.</summary>
/// <param name="storage">The cluster's store.</param>
public sealed class SharedAdminKey(IGrainStateStorage storage)
{
    private static readonly GrainKey Row = new("admin-key", "current");

    /// <summary>The key; null when there is none yet.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be read.</exception>
    public async ValueTask<AdminKey?> ReadAsync() => await storage.ReadAsync(Row) is { } row ? Read(row) : null;

    /// <summary>Makes a host's key the cluster's, in place of the one before.</summary>
    /// <returns>The cluster's key: another than the given one when another host was first.</returns>
    public async Task<AdminKey> ShareAsync(AdminKey key)
    {
        var row = await storage.ReadAsync(Row);
        if (row is not null && Read(row).Hash.Span.SequenceEqual(key.Hash.Span))
            return key;
        var state = JsonSerializer.SerializeToUtf8Bytes(new(Convert.ToHexStringLower(key.Hash.Span)), AdminKeyJson.Default.AdminKeyRow);
        try
        {
            await storage.CommitAsync(new() { Key = Row, ExpectedVersion = row?.Version ?? 0, Snapshot = () => new(state, null) });
            return key;
        }
        catch (StoreConflictException)
        {
            return await ReadAsync() ?? key;
        }
    }

    private static AdminKey Read(GrainRow row) =>
        AdminKey.OfHash(Convert.FromHexString(JsonSerializer.Deserialize(row.State.Span, AdminKeyJson.Default.AdminKeyRow)!.Hash));
}

internal sealed record AdminKeyRow(string Hash);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdminKeyRow))]
internal sealed partial class AdminKeyJson : JsonSerializerContext;
