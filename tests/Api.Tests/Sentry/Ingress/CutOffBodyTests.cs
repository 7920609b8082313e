using System.Net.Sockets;
using System.Text;
using Router.Api.Sentry.Ingress;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class CutOffBodyTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\n{\"action\":")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n100\r\n{\"action\":")]
    public async Task Body_that_ends_early_is_kept_as_400(string rest)
    {
        await using var edge = await Edge.StartAsync();
        using var bound = new CancellationTokenSource(Bound);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(edge.Address.Host, edge.Address.Port, bound.Token);

        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /webhooks/sentry/{Edge.Key} HTTP/1.1\r\nHost: x\r\n{rest}"), bound.Token);
        socket.Shutdown(SocketShutdown.Send);
        while (edge.Rejected.Latest().IsEmpty)
        {
            bound.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal((400, RejectReason.BodyCutOff), (edge.Rejected.Latest()[0].Status, edge.Rejected.Latest()[0].Reason));
        Assert.Empty(edge.Issues.Taken);
    }

    [Fact]
    public async Task Connection_that_is_reset_frees_its_place()
    {
        await using var edge = await Edge.StartAsync(("MaxInFlight", "1"));
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) })
        {
            await socket.ConnectAsync(edge.Address.Host, edge.Address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /webhooks/sentry/{Edge.Key} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"));
        }

        using var bound = new CancellationTokenSource(Bound);
        while ((int)(await edge.PostAsync(SentryBodies.EventAlert)).Status != 202)
            bound.Token.ThrowIfCancellationRequested();
    }
}
