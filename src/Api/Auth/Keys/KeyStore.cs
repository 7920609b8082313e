using System.Collections.Immutable;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Audit;
using Router.Domain.Storage;

namespace Router.Api.Auth.Keys;

/// <summary>The stored keys: a row each, of type <c>key</c>. Audit entries are in the commit of what was done.</summary>
internal sealed class KeyStore(IGrainStateStorage storage, IIndexQuery index, TimeProvider time)
{
    private const string RowType = "key";
    private const int RevokeAttempts = 3;

    /// <summary>The key of an id; null when there is none (any more).</summary>
    public async ValueTask<StoredKey?> FindAsync(string id) => await storage.ReadAsync(new(RowType, id)) is { } row ? Read(row) : null;

    /// <summary>A page of keys, the newest first.</summary>
    public async Task<(IReadOnlyList<StoredKey> Keys, IndexCursor? Next)> ListAsync(int limit, IndexCursor? after, CancellationToken cancellationToken)
    {
        var page = await index.ListAsync(new() { Type = RowType, Limit = limit, After = after }, cancellationToken);
        var keys = new List<StoredKey>();
        foreach (var item in page.Items)
        {
            if (await FindAsync(item.Key.Id) is { } key)
                keys.Add(key);
        }

        return (keys, page.Next);
    }

    /// <summary>Stores a new key.</summary>
    public Task AddAsync(StoredKey key)
    {
        var snapshot = new GrainSnapshot(JsonSerializer.SerializeToUtf8Bytes(key, KeyJson.Default.StoredKey), DueAt: null, IndexOf(key));
        return storage.CommitAsync(new()
        {
            Key = new(RowType, key.Id),
            ExpectedVersion = 0,
            Snapshot = () => snapshot,
            Journal = Audit("key_created", key, key.CreatedBy),
        });
    }

    /// <summary>Removes a key.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> RevokeAsync(string id, string actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await storage.ReadAsync(new(RowType, id)) is not { } row)
                return false;
            try
            {
                await storage.CommitAsync(new() { Key = new(RowType, id), ExpectedVersion = row.Version, Snapshot = null, Journal = Audit("key_revoked", Read(row), actor) });
                return true;
            }
            catch (StoreConflictException) when (attempt < RevokeAttempts)
            {
                // Revoked at the same time by another call: the next look finds none.
            }
        }
    }

    private static StoredKey Read(GrainRow row) => JsonSerializer.Deserialize(row.State.Span, KeyJson.Default.StoredKey)!;

    // Last seen is the expiry: lists are in that order, and retention removes a key only long after it expired.
    private static IndexRow IndexOf(StoredKey key) => new()
    {
        Status = "Active",
        Severity = Severity.Ok,
        Title = key.Name,
        FirstSeen = key.CreatedAt,
        LastSeen = key.ExpiresAt,
        Count = 0,
    };

    private ImmutableArray<JournalWrite> Audit(string action, StoredKey key, string actor) =>
        [AuditJson.Journal(new() { Actor = actor, Action = action, Subject = key.Id }, time.GetUtcNow())];
}
