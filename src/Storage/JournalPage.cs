using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Router.Storage;

/// <summary>
/// Entries of the journal framed one after another, so that a batch is one append. On disk, little endian:
/// length of the rest (u32), kind (u8), instant in UTC ticks (i64), previous position (i64), length and UTF-8 of type and id (u16 each), data.
/// The position of an entry is the page's first position plus its ordinal.
/// </summary>
internal static class JournalPage
{
    private const int Fixed = 1 + 8 + 8 + 2 + 2;

    /// <summary>Appends one entry's frame.</summary>
    public static void Write(ArrayBufferWriter<byte> page, GrainKey key, JournalWrite entry, long previous)
    {
        var type = Encoding.UTF8.GetByteCount(key.Type);
        var id = Encoding.UTF8.GetByteCount(key.Id);
        var length = Fixed + type + id + entry.Data.Length;
        var frame = page.GetSpan(4 + length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        frame[4] = (byte)entry.Kind;
        BinaryPrimitives.WriteInt64LittleEndian(frame[5..], entry.At.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(frame[13..], previous);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[21..], (ushort)type);
        Encoding.UTF8.GetBytes(key.Type, frame[23..]);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[(23 + type)..], (ushort)id);
        Encoding.UTF8.GetBytes(key.Id, frame[(25 + type)..]);
        entry.Data.Span.CopyTo(frame[(25 + type + id)..]);
        page.Advance(4 + length);
    }

    /// <summary>The entries with a position from <paramref name="from"/> on, in order.</summary>
    public static IEnumerable<JournalEntry> Read(long first, ReadOnlyMemory<byte> page, long from)
    {
        var position = first;
        for (var rest = page; !rest.IsEmpty; position++)
        {
            var end = 4 + BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            if (position >= from)
                yield return Decode(position, rest[4..end]);
            rest = rest[end..];
        }
    }

    private static JournalEntry Decode(long position, ReadOnlyMemory<byte> frame)
    {
        var span = frame.Span;
        var type = BinaryPrimitives.ReadUInt16LittleEndian(span[17..]);
        var id = BinaryPrimitives.ReadUInt16LittleEndian(span[(19 + type)..]);
        return new(
            position,
            BinaryPrimitives.ReadInt64LittleEndian(span[9..]),
            new(Encoding.UTF8.GetString(span.Slice(19, type)), Encoding.UTF8.GetString(span.Slice(21 + type, id))),
            (JournalKind)span[0],
            new(BinaryPrimitives.ReadInt64LittleEndian(span[1..]), TimeSpan.Zero),
            frame[(21 + type + id)..]);
    }
}
