using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Router.Acceptance.Driver;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>The webhook receiver behind the router's sink: notes when it first heard of each issue, and answers 204.</summary>
public sealed class SinkReceiver : IAsyncDisposable
{
    private WebApplication _server = null!;
    private long _calls;

    private SinkReceiver()
    {
    }

    public Uri Url { get; private set; } = null!;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The timestamp of the first call about each issue, by its number; filled while <see cref="IsTracking"/>.</summary>
    public ConcurrentDictionary<long, long> FirstHeard { get; } = new();

    public bool IsTracking { get; set; }

    public static async Task<SinkReceiver> StartAsync()
    {
        var receiver = new SinkReceiver();
        (receiver._server, var address) = await LoopbackServer.StartAsync(receiver.TakeAsync);
        receiver.Url = new(address, "hook");
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        Interlocked.Increment(ref _calls);
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (IsTracking)
            Note(body.GetBuffer().AsSpan(0, (int)body.Length), arrived);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void Note(ReadOnlySpan<byte> body, long arrived)
    {
        var at = body.IndexOf("|issue|"u8);
        if (at >= 0)
            FirstHeard.TryAdd(SentryRequests.IssueNumber(body[(at + 7)..]), arrived);
    }
}
