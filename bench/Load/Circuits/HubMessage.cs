using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Router.Load.Circuits;

/// <summary>Messages to a SignalR hub in MessagePack, each after its length (SignalR hub protocol, "MessagePack encoding").</summary>
public static class HubMessage
{
    /// <summary>Keeps the connection open.</summary>
    public static ReadOnlyMemory<byte> Ping { get; } = new byte[] { 2, 0x91, 6 };

    /// <summary>Calls a method of the hub. Arguments are texts, whole numbers, true, false and null.</summary>
    public static ReadOnlyMemory<byte> Call(string? invocation, string method, params ReadOnlySpan<object?> arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        Put(body, 0x96, 1, 0x80);
        Write(body, invocation);
        Write(body, method);
        Put(body, (byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Write(body, argument);
        Put(body, 0x90);

        var message = new ArrayBufferWriter<byte>(body.WrittenCount + 5);
        for (var length = (uint)body.WrittenCount; ;)
        {
            Put(message, (byte)(length > 0x7f ? (length & 0x7f) | 0x80 : length));
            if ((length >>= 7) == 0)
                break;
        }

        message.Write(body.WrittenSpan);
        return message.WrittenMemory;
    }

    private static void Put(ArrayBufferWriter<byte> to, params ReadOnlySpan<byte> bytes) => to.Write(bytes);

    private static void Write(ArrayBufferWriter<byte> to, object? value)
    {
        Span<byte> head = stackalloc byte[9];
        switch (value)
        {
            case null:
                Put(to, 0xc0);
                break;
            case bool flag:
                Put(to, (byte)(flag ? 0xc3 : 0xc2));
                break;
            case long number:
                head[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
                to.Write(head);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                head[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(head[1..], utf8.Length);
                to.Write(head[..5]);
                to.Write(utf8);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not an argument", nameof(value));
        }
    }
}
