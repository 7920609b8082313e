using System.Buffers.Binary;
using System.Numerics;
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
    private const int TimeBits = 16;
    private const int MemorySeconds = 15 * 60;

    /// <summary>How long a delivery is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(MemorySeconds);

    /// <summary>No deliveries.</summary>
    public static readonly DeliveryWindow Empty = new(0, [], []);

    private readonly uint _newest;
    private readonly ImmutableArray<ulong[]> _full;
    private readonly ulong[] _last;

    private DeliveryWindow(uint newest, ImmutableArray<ulong[]> full, ulong[] last) => (_newest, _full, _last) = (newest, full, last);

    /// <summary>How many deliveries it holds.</summary>
    public int Count => (_full.Length * BlockSize) + _last.Length;

    /// <summary>The delivery's fingerprint, 48 bits: of its Idempotency-Key, else of event id and rule; null when it has neither.</summary>
    public static ulong? Fingerprint(AlertEvent alert)
    {
        if (alert.IdempotencyKey is { } key)
            return Hash("k", key, "");
        return alert.EventId is { } id ? Hash("e", id, alert.Rule ?? alert.RuleId ?? "") : null;
    }

    /// <summary>True when the delivery was taken within <see cref="Memory"/> before <paramref name="now"/>.</summary>
    public bool Contains(ulong fingerprint, DateTimeOffset now)
    {
        var second = Second(now);
        if (IsForgotten(second))
            return false;
        foreach (var block in _full)
        {
            if (Find(block, fingerprint, second))
                return true;
        }

        return Find(_last, fingerprint, second);
    }

    /// <summary>The window with one delivery more, and without blocks that are wholly forgotten.</summary>
    public DeliveryWindow Add(ulong fingerprint, DateTimeOffset now)
    {
        var second = Second(now);
        if (IsForgotten(second))
            return new(second, [], [Entry(fingerprint, second)]);
        var full = _full;
        while (full.Length > 0 && (Age(full[0][^1], second) > MemorySeconds || (full.Length * BlockSize) + _last.Length >= Capacity + BlockSize - 1))
            full = full.RemoveAt(0);

        var last = new ulong[_last.Length + 1];
        _last.CopyTo(last, 0);
        last[^1] = Entry(fingerprint, second);
        var newest = Math.Max(_newest, second);
        return last.Length == BlockSize ? new(newest, full.Add(last), []) : new(newest, full, last);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[sizeof(uint) + (Count * sizeof(ulong))];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, _newest);
        var rest = bytes.AsSpan(sizeof(uint));
        foreach (var block in _full)
            rest = Write(rest, block);
        Write(rest, _last);
        return bytes;
    }

    internal static DeliveryWindow FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
            return Empty;
        var newest = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var entries = new List<ulong>(bytes.Length / sizeof(ulong));
        for (bytes = bytes[sizeof(uint)..]; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            entries.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        var blocks = entries.Chunk(BlockSize).ToArray();
        return blocks.Length > 0 && blocks[^1].Length < BlockSize ? new(newest, [.. blocks[..^1]], blocks[^1]) : new(newest, [.. blocks], []);
    }

    private static Span<byte> Write(Span<byte> bytes, ulong[] entries)
    {
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, entry);
            bytes = bytes[sizeof(ulong)..];
        }

        return bytes;
    }

    // Most deliveries are new, and are compared with every entry: several at a time.
    private static bool Find(ReadOnlySpan<ulong> entries, ulong fingerprint, uint now)
    {
        var wanted = new Vector<ulong>(fingerprint);
        for (; entries.Length >= Vector<ulong>.Count; entries = entries[Vector<ulong>.Count..])
        {
            if (Vector.EqualsAny(new Vector<ulong>(entries) >>> TimeBits, wanted) && FindOne(entries[..Vector<ulong>.Count], fingerprint, now))
                return true;
        }

        return FindOne(entries, fingerprint, now);
    }

    private static bool FindOne(ReadOnlySpan<ulong> entries, ulong fingerprint, uint now)
    {
        foreach (var entry in entries)
        {
            if (entry >> TimeBits == fingerprint && Age(entry, now) <= MemorySeconds)
                return true;
        }

        return false;
    }

    /// <summary>Everything in it is older than <see cref="Memory"/>.</summary>
    private bool IsForgotten(uint now) => now > _newest + (ulong)MemorySeconds;

    // A block's entries lie at most 32 quarters of an hour apart, and a window that was left alone for longer is begun anew:
    // no entry that is looked at gets as old as the 18 hours after which 16 bits of seconds repeat.
    private static ulong Entry(ulong fingerprint, uint second) => (fingerprint << TimeBits) | (ushort)second;

    /// <summary>Seconds since the entry was taken; one that a clock set back put into the future is new.</summary>
    private static int Age(ulong entry, uint now) => Math.Max(0, (int)(short)(ushort)(now - (ushort)entry));

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
        ShortHash.Compute(text[..length], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash) >> TimeBits;
    }
}
