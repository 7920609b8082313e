using System.Net;
using System.Net.Sockets;

namespace Router.Grains.Sinks;

/// <summary>
/// Opens the sinks' connections. The name is resolved here and the very address that was judged is connected to,
/// so a name that answers differently a second time (DNS rebinding) gains nothing.
/// </summary>
internal static class SinkConnection
{
    /// <summary>How long a connection may take to open, TLS included.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A handler that follows no redirect, uses no proxy and keeps no cookie.</summary>
    /// <param name="allowPrivate">Whether addresses outside the public internet may be reached.</param>
    public static SocketsHttpHandler CreateHandler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 16, // KiB
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ActivityHeadersPropagator = null, // no spans either: they would carry the URL, and with it a secret
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
    };

    /// <summary>Opens a connection to one of the name's addresses.</summary>
    /// <exception cref="PrivateAddressException">All of them are private, and private ones are not allowed.</exception>
    /// <exception cref="SocketException">The name has no address, or none answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, bool allowPrivate, CancellationToken cancellationToken)
    {
        var resolved = await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
        var addresses = allowPrivate ? resolved : Array.FindAll(resolved, address => !PrivateAddress.Is(address));
        if (addresses.Length == 0 && resolved.Length > 0)
            throw new PrivateAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, receiver.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
