using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Domain.Audit;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Silences;

/// <summary>The stored silences: creates, ends, finds and lists them.</summary>
internal sealed class SilenceRows(IGrainStateStorage storage, IIndexQuery index, ISilenceRefresh refresh, TimeProvider time)
{
    /// <summary>The most stored silences that have not ended: each is looked at in every decision.</summary>
    public const int MaxLive = 500;

    public async Task<SilenceRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        await storage.ReadAsync(SilenceStore.Key(id), cancellationToken) is { } row ? SilenceStore.Read(row.State) : null;

    public async Task<(IReadOnlyList<SilenceRecord> Records, IndexCursor? Next)> ListAsync(IndexFilter filter, CancellationToken cancellationToken)
    {
        var page = await index.ListAsync(filter, cancellationToken);
        var records = new List<SilenceRecord>(page.Items.Count);
        foreach (var item in page.Items)
        {
            if (await FindAsync(item.Key.Id, cancellationToken) is { } record)
                records.Add(record);
        }

        return (records, page.Next);
    }

    public async Task<bool> IsFullAsync(CancellationToken cancellationToken) =>
        (await index.ListAsync(new() { Type = SilenceStore.GrainType, Status = SilenceStore.Live, Limit = MaxLive }, cancellationToken)).Items.Count >= MaxLive;

    /// <summary>An id: of an idempotency key always the same one.</summary>
    public static string Id(string? idempotencyKey) => idempotencyKey is null
        ? $"s-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}"
        : $"s-{Hash($"silence\n{idempotencyKey}")}";

    /// <summary>What was asked, hashed: the same key with another request is an error.</summary>
    public static string Request(SilenceDraft draft) => Hash(JsonSerializer.Serialize(draft, SilenceJson.Default.SilenceDraft));

    /// <summary>Creates it, unless its id is there already.</summary>
    /// <returns>What is stored under its id now, and whether that is what was given.</returns>
    public async Task<(SilenceRecord Record, bool IsNew)> CreateAsync(SilenceRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(record, 0, new() { Actor = record.CreatedBy, Action = "silence_created", Subject = record.Id, Reason = record.Draft.Reason });
        }
        catch (StoreConflictException)
        {
            return (await FindAsync(record.Id, cancellationToken) ?? record, false);
        }

        await refresh.RefreshAsync(cancellationToken);
        return (record, true);
    }

    /// <summary>Ends it now; one that has ended stays as it is. Null when there is none of that id.</summary>
    public async Task<SilenceRecord?> EndAsync(string id, string actor, string? reason, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await storage.ReadAsync(SilenceStore.Key(id), cancellationToken) is not { } row)
                return null;
            var record = SilenceStore.Read(row.State);
            var now = time.GetUtcNow();
            if (record.EndedAt is not null || record.Read()?.Schedule.IsOver(now) == true)
                return record;
            record = record with { EndedAt = now, EndedBy = actor };
            try
            {
                await CommitAsync(record, row.Version, new() { Actor = actor, Action = "silence_ended", Subject = id, Reason = reason });
            }
            catch (StoreConflictException)
            {
                continue;
            }

            await refresh.RefreshAsync(cancellationToken);
            return record;
        }
    }

    private Task CommitAsync(SilenceRecord record, long version, AuditEntry audit) => storage.CommitAsync(new()
    {
        Key = SilenceStore.Key(record.Id),
        ExpectedVersion = version,
        Snapshot = () => SilenceStore.Snapshot(record),
        Journal = [AuditJson.Journal(audit, time.GetUtcNow())],
    });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
