using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Router.Acceptance.Driver;

/// <summary>A receiver of Standard Webhooks on loopback that records every call and answers as told.</summary>
public sealed class TestReceiver : IAsyncDisposable
{
    private WebApplication _server = null!;
    private readonly ConcurrentDictionary<string, int> _attempts = new();

    private TestReceiver()
    {
    }

    public Uri Url { get; private set; } = null!;

    public RecordedList<ReceivedWebhook> Calls { get; } = new();

    /// <summary>The status code to answer with. Default 200.</summary>
    public Func<ReceivedWebhook, int> Answer { get; set; } = _ => StatusCodes.Status200OK;

    public static async Task<TestReceiver> StartAsync()
    {
        var receiver = new TestReceiver();
        (receiver._server, var address) = await LoopbackServer.StartAsync(receiver.TakeAsync);
        receiver.Url = new(address, "hook");
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var arrivedAt = TimeProvider.System.GetTimestamp();
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var id = context.Request.Headers["webhook-id"].ToString();
        var call = new ReceivedWebhook(
            id, body.RootElement.GetProperty("type").GetString()!, body.RootElement.Clone(), arrivedAt, _attempts.AddOrUpdate(id, 1, (_, n) => n + 1));
        context.Response.StatusCode = Answer(call);
        Calls.Add(call);
    }
}
