using System.Net;
using System.Net.Sockets;

namespace Router.Storage.Tests.Postgres;

/// <summary>A wire to the server that can be cut at a chosen place.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly CancellationTokenSource _stop = new();

    private CuttingProxy(int server) => _server = server;

    /// <summary>The next request is not delivered, and its connection is cut.</summary>
    public volatile bool CutRequests;

    /// <summary>The next answer is not delivered, and its connection is cut: the server has done what it was asked.</summary>
    public volatile bool CutAnswers;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static CuttingProxy Start(int server)
    {
        var proxy = new CuttingProxy(server);
        proxy._listener.Start();
        _ = proxy.AcceptAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                _ = CopyAsync(client, server, () => CutRequests);
                _ = CopyAsync(server, client, () => CutAnswers);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> cut)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read && !cut())
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut from the other side.
        }
        from.Dispose();
        to.Dispose();
    }
}
