using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Router.Domain.Alerts;

namespace Router.Domain.Issues;

/// <summary>
/// The deliveries that an issue took lately, to tell a delivery that comes again: the last <see cref="Capacity"/> within <see cref="Memory"/>.
/// Immutable; adding copies at most one small block.
/// </summary>
[JsonConverter(typeof(DeliveryWindowJsonConverter))]
public sealed class DeliveryWindow
{
    /// <summary>How many deliveries are remembered.</summary>
    public const int Capacity = 512;

    private const int BlockSize = 32;

    /// <summary>How long a delivery is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    /// <summary>No deliveries.</summary>
    public static readonly DeliveryWindow Empty = new([], []);

    private readonly ImmutableArray<Entry[]> _full;
    private readonly Entry[] _last;

    private DeliveryWindow(ImmutableArray<Entry[]> full, Entry[] last) => (_full, _last) = (full, last);

    /// <summary>How many deliveries it holds.</summary>
    public int Count => (_full.Length * BlockSize) + _last.Length;

    /// <summary>The delivery's fingerprint: of its Idempotency-Key, else of event id and rule; null when it has neither.</summary>
    public static ulong? Fingerprint(AlertEvent alert)
    {
        if (alert.IdempotencyKey is { } key)
            return Hash("k", key, "");
        return alert.EventId is { } id ? Hash("e", id, alert.Rule ?? alert.RuleId ?? "") : null;
    }

    /// <summary>True when the delivery was taken within <see cref="Memory"/> before <paramref name="now"/>.</summary>
    public bool Contains(ulong fingerprint, DateTimeOffset now)
    {
        var oldest = Second(now - Memory);
        foreach (var block in _full)
        {
            if (Find(block, fingerprint, oldest))
                return true;
        }

        return Find(_last, fingerprint, oldest);
    }

    /// <summary>The window with one delivery more, and without blocks that are wholly forgotten.</summary>
    public DeliveryWindow Add(ulong fingerprint, DateTimeOffset now)
    {
        var full = _full;
        var oldest = Second(now - Memory);
        while (full.Length > 0 && (full[0][^1].At < oldest || (full.Length * BlockSize) + _last.Length >= Capacity + BlockSize - 1))
            full = full.RemoveAt(0);

        var last = new Entry[_last.Length + 1];
        _last.CopyTo(last, 0);
        last[^1] = new(fingerprint, Second(now));
        return last.Length == BlockSize ? new(full.Add(last), []) : new(full, last);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[Count * 12];
        var rest = bytes.AsSpan();
        foreach (var block in _full)
            rest = Write(rest, block);
        Write(rest, _last);
        return bytes;
    }

    internal static DeliveryWindow FromBytes(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<Entry>(bytes.Length / 12);
        for (; bytes.Length >= 12; bytes = bytes[12..])
            entries.Add(new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..])));
        var blocks = entries.Chunk(BlockSize).ToArray();
        return blocks.Length > 0 && blocks[^1].Length < BlockSize ? new([.. blocks[..^1]], blocks[^1]) : new([.. blocks], []);
    }

    private static Span<byte> Write(Span<byte> bytes, Entry[] entries)
    {
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, entry.Fingerprint);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], entry.At);
            bytes = bytes[12..];
        }

        return bytes;
    }

    private static bool Find(ReadOnlySpan<Entry> entries, ulong fingerprint, uint oldest)
    {
        foreach (ref readonly var entry in entries)
        {
            if (entry.Fingerprint == fingerprint && entry.At >= oldest)
                return true;
        }

        return false;
    }

    private static uint Second(DateTimeOffset time) => (uint)Math.Clamp(time.ToUnixTimeSeconds(), 0, uint.MaxValue);

    private static ulong Hash(string kind, string first, string second)
    {
        var size = Encoding.UTF8.GetMaxByteCount(first.Length + second.Length + 3);
        Span<byte> text = size <= 1024 ? stackalloc byte[1024] : new byte[size];
        var length = Encoding.UTF8.GetBytes(kind, text);
        length += Encoding.UTF8.GetBytes(first, text[length..]);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(second, text[length..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private readonly record struct Entry(ulong Fingerprint, uint At);
}
