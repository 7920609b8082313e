using System.Net;
using System.Net.Sockets;

namespace Router.Storage.Tests;

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

    /// <summary>What a request is answered instead of being delivered; null delivers it.</summary>
    public volatile string? Refusal;

    /// <summary>So many answers more are not delivered, each with its connection cut.</summary>
    public int AnswersToCut;

    /// <summary>So many requests were answered with <see cref="Refusal"/>.</summary>
    public int Refused;

    private TaskCompletionSource _open = Opened();

    /// <summary>Requests wait until <see cref="Release"/>.</summary>
    public void Hold() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Delivers what waits.</summary>
    public void Release() => _open.TrySetResult();

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
                _ = CopyAsync(client, server, () => CutRequests, refuses: true);
                _ = CopyAsync(server, client, () => CutAnswers || Interlocked.Decrement(ref AnswersToCut) >= 0, refuses: false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> cut, bool refuses)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read && !cut())
            {
                if (refuses && Refusal is { } refusal)
                {
                    Interlocked.Increment(ref Refused);
                    await from.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(refusal), _stop.Token);
                    break;
                }
                if (refuses)
                    await _open.Task.WaitAsync(_stop.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut from the other side.
        }
        from.Dispose();
        to.Dispose();
    }
}
