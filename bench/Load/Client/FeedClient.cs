using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Router.Load.Client;

/// <summary>A client of the router's feed that reads as fast as it can and throws away what it reads, or never reads.</summary>
public sealed class FeedClient : IDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly CancellationTokenSource _end = new();
    private Task<bool> _reading = Task.FromResult(false);

    private FeedClient()
    {
    }

    /// <summary>Bytes that it read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Connects and waits until the feed has begun.</summary>
    /// <param name="server">The router.</param>
    /// <param name="query">The feed's filter: <c>?repeats=true</c>, or nothing.</param>
    /// <param name="key">An API key.</param>
    /// <param name="isReading">False: it takes the beginning and not a byte more.</param>
    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public static async Task<FeedClient> OpenAsync(IPEndPoint server, string query, string key, bool isReading)
    {
        var client = new FeedClient();
        if (!isReading)
            client._socket.ReceiveBufferSize = 4096;
        await client._socket.ConnectAsync(server);
        await client._socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/feed{query} HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {key}\r\n\r\n"));
        var read = await client._socket.ReceiveAsync(client._buffer);
        if (!client._buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException($"the feed was refused: {Encoding.UTF8.GetString(client._buffer, 0, read)}");
        if (isReading)
            client._reading = client.ReadAsync(client._end.Token);
        return client;
    }

    /// <summary>Ends it.</summary>
    /// <returns>Whether the router had dropped it.</returns>
    public async Task<bool> CloseAsync()
    {
        await _end.CancelAsync();
        if (await _reading)
            return true;
        using var silence = new CancellationTokenSource(LongestSilence);
        return await ReadAsync(silence.Token);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _end.Dispose();
    }

    /// <summary>Reads until it is told to stop (false) or the router ends the connection (true).</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _socket.ReceiveAsync(_buffer, cancellationToken) is > 0 and var read)
                Bytes += read;
            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
