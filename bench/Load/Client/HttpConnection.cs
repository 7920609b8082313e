using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Router.Load.Client;

/// <summary>
/// One keep-alive connection that sends prepared bytes and reads the status code: much cheaper than HttpClient,
/// because generator and server share the machine. Understands Content-Length and chunked answers.
/// </summary>
public sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private readonly byte[] _answer = new byte[4 * 1024];
    private Socket? _socket;
    private int _filled;

    /// <summary>The last answer, head and body.</summary>
    public string Answer => Encoding.UTF8.GetString(_answer.AsSpan(0, _filled));

    /// <summary>Connects, so that the first request does not pay for it.</summary>
    /// <exception cref="SocketException">It was refused.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken) => _socket ??= await ConnectAsync(cancellationToken);

    /// <summary>Sends a request and returns the answer's status code.</summary>
    /// <exception cref="SocketException">The connection broke or was refused; the next call connects anew.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellationToken);
            for (var sent = 0; sent < request.Length;)
                sent += await _socket.SendAsync(request[sent..], SocketFlags.None, cancellationToken);
            return await ReceiveAsync(_socket, cancellationToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(_answer.AsMemory(filled), SocketFlags.None, cancellationToken);
            if (read == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            _filled = filled += read;
            if (!TryRead(_answer.AsSpan(0, filled), out var status, out var closes))
                continue;
            if (closes)
                Dispose();
            return status;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> answer, out int status, out bool closes)
    {
        (status, closes) = (0, false);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = answer[..(end + 2)];
        var body = answer[(end + 4)..];
        if (!Utf8Parser.TryParse(head[9..], out status, out _))
            throw new InvalidDataException($"not HTTP: {Encoding.ASCII.GetString(head)}");
        closes = HeaderOf(head, "Connection"u8).SequenceEqual("close"u8);
        return Utf8Parser.TryParse(HeaderOf(head, "Content-Length"u8), out int length, out _) ? body.Length >= length : body.EndsWith("0\r\n\r\n"u8);
    }

    private static ReadOnlySpan<byte> HeaderOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim(" "u8);
        }

        return default;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
