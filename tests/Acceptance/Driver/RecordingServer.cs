using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Router.Acceptance.Driver;

/// <summary>A server on loopback that takes any call, records it and answers 202.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private WebApplication _server = null!;

    private RecordingServer()
    {
    }

    public Uri Url { get; private set; } = null!;

    public RecordedList<(string Method, string Path, string Body)> Calls { get; } = new();

    public static async Task<RecordingServer> StartAsync()
    {
        var recording = new RecordingServer();
        (recording._server, recording.Url) = await LoopbackServer.StartAsync(recording.TakeAsync);
        return recording;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        Calls.Add((context.Request.Method, context.Request.Path, body));
    }
}
