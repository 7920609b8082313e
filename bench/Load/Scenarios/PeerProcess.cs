using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Router.Acceptance.Driver;

namespace Router.Load.Scenarios;

/// <summary>A server that the router is compared with.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public IPEndPoint Server => new(IPAddress.Loopback, Port);

    /// <summary>Starts it and waits until it takes connections.</summary>
    public static async Task<PeerProcess> StartAsync(string executable, Func<int, string[]> arguments)
    {
        var port = FreePort.Next();
        var start = RouterCommand.StartInfo(executable, arguments(port));
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new PeerProcess(process, port);
        await Eventually.FitsAsync(peer.ListensAsync, listens => listens, $"{executable} to listen", TimeSpan.FromSeconds(30));
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"{_process.StartInfo.FileName} exited with {_process.ExitCode}");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Server);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
