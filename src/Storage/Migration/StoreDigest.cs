using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Storage.Migration;

/// <summary>Summarises a store: sums of SHA-256 over rows and entries, which don't depend on the order in which a store lists them.</summary>
internal sealed class StoreDigest
{
    private const int Page = 500;

    private readonly ulong[] _grains = new ulong[4];
    private readonly ulong[] _entries = new ulong[4];
    private readonly Dictionary<UInt128, int> _ordinals = [];
    private long _grainCount;
    private long _partCount;
    private long _entryCount;

    /// <summary>Reads all of it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="except">A row that is left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StoreSummary> OfAsync(IStore store, GrainKey except, CancellationToken cancellationToken)
    {
        var digest = new StoreDigest();
        for (GrainKey? after = null; await store.ReadGrainsAsync(after, Page, cancellationToken) is { Count: > 0 } page; after = page[^1].Key)
        {
            foreach (var grain in page.Where(grain => grain.Key != except))
                digest.Add(grain, await store.ReadAsync(grain.Key, cancellationToken) ?? throw new CopyException($"{grain.Key} went while it was read: stop every router on this store."));
        }
        for (var after = 0L; await store.ReadAfterAsync(after, Page, cancellationToken) is { Count: > 0 } page; after = page[^1].Position)
        {
            foreach (var entry in page)
                digest.Add(entry);
        }
        return new(digest._grainCount, digest._partCount, digest._entryCount, Text(digest._grains), Text(digest._entries));
    }

    private void Add(StoredGrain grain, GrainRow row)
    {
        _grainCount++;
        _partCount += row.Parts.Count;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, grain.Key.Type, grain.Key.Id, Number(grain.DueAt?.ToUnixTimeMilliseconds()));
        Append(hash, row.State.Span);
        if (grain.Index is { } index)
        {
            Append(
                hash, index.Status, index.Severity.ToString(), index.Title, index.Project, index.Environment, index.Rule,
                Number((index.CreatedAt ?? index.FirstSeen).ToUnixTimeMilliseconds()), Number(index.FirstSeen.ToUnixTimeMilliseconds()),
                Number(index.LastSeen.ToUnixTimeMilliseconds()), Number(index.Count), Number(index.Channels.Length));
            Append(hash, [.. index.Channels]);
        }
        foreach (var (key, data) in row.Parts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            Append(hash, key);
            Append(hash, data.Span);
        }
        Sum(_grains, hash.GetHashAndReset());
    }

    private void Add(JournalEntry entry)
    {
        _entryCount++;
        var key = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Key.Type}\0{entry.Key.Id}")));
        var ordinal = _ordinals[key] = _ordinals.GetValueOrDefault(key) + 1;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, entry.Key.Type, entry.Key.Id, Number(ordinal), Number((int)entry.Kind), Number(entry.At.UtcTicks));
        Append(hash, entry.Data.Span);
        Sum(_entries, hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            Append(hash, text is null ? [] : Encoding.UTF8.GetBytes($"={text}"));
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static void Sum(ulong[] sums, byte[] hash)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] = unchecked(sums[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8 * i)));
    }

    private static string Text(ulong[] sums) => string.Concat(sums.Select(sum => sum.ToString("x16", CultureInfo.InvariantCulture)));
}
