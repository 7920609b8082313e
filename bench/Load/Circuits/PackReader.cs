using System.Buffers.Binary;
using System.Text;

namespace Router.Load.Circuits;

/// <summary>Reads the part of MessagePack that Blazor's server sends.</summary>
public ref struct PackReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The length of an array that begins here.</summary>
    public int Array() => Byte() switch
    {
        >= 0x90 and <= 0x9f and var small => small & 0x0f,
        0xdc => (int)Number(2),
        0xdd => (int)Number(4),
        var other => throw Unexpected(other),
    };

    /// <summary>A whole number.</summary>
    public long Integer() => Byte() switch
    {
        <= 0x7f and var small => small,
        >= 0xe0 and var negative => (sbyte)negative,
        0xcc => (long)Number(1),
        0xcd => (long)Number(2),
        0xce => (long)Number(4),
        0xcf or 0xd3 => (long)Number(8),
        0xd0 => (sbyte)Number(1),
        0xd1 => (short)Number(2),
        0xd2 => (int)Number(4),
        var other => throw Unexpected(other),
    };

    /// <summary>A text; null for nil.</summary>
    public string? Text() => Byte() switch
    {
        0xc0 => null,
        >= 0xa0 and <= 0xbf and var small => Utf8(small & 0x1f),
        0xd9 => Utf8((int)Number(1)),
        0xda => Utf8((int)Number(2)),
        0xdb => Utf8((int)Number(4)),
        var other => throw Unexpected(other),
    };

    /// <summary>Passes over an empty map.</summary>
    public void EmptyMap()
    {
        if (Byte() is not 0x80 and var other)
            throw Unexpected(other);
    }

    private string Utf8(int length) => Encoding.UTF8.GetString(Take(length));

    private byte Byte() => Take(1)[0];

    private ulong Number(int bytes)
    {
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        Take(bytes).CopyTo(number[(8 - bytes)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(number);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte code) => new($"MessagePack code 0x{code:x2} is not expected here");
}
